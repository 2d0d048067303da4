import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import '../kit/tokens.css';
import '../kit/base.css';
import '../kit/tables.css';
import '../kit/fields.css';
import './console.css';
import './signIn/signIn.css';
import { queries } from './queries';
import { router } from './routes';
import { SignedIn } from './session';
import { SET_PASSWORD, SetPassword } from './signIn/SetPassword';

const root = document.getElementById('root');
if (!root) throw new Error('the page has no root');
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      {location.pathname === SET_PASSWORD ? (
        <SetPassword />
      ) : (
        <SignedIn>
          <RouterProvider router={router} />
        </SignedIn>
      )}
    </QueryClientProvider>
  </StrictMode>,
);
