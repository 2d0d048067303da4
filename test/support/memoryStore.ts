export { empty, freshStore as memoryStore } from './store';
