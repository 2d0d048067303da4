/** The client's location, the ride home and estimates. course.md §4.7, §4.11, §7 */
import type { Course, Session } from '../state';
import { givenAtClinic } from './supply';

/** Doses are taken outside the clinic, and nobody has said in which state. course.md §4.11 */
export const locationOwed = (course: Course): boolean =>
  course.place === undefined && course.protocol.setting !== 'inPerson' && !givenAtClinic(course);

/** The session is one after which the protocol wants someone to take the client home, and nobody is named. */
export const rideHomeOwed = ({ protocol }: Course, { kind, setting, rideHome }: Session): boolean =>
  kind === 'dosing' && setting === 'inPerson' && protocol.dosing.rideHomeWhenInPerson && !rideHome;

/** An estimate under this reference has been issued: another one is told apart from it by its own. */
export const estimateIssuedBefore = ({ estimate, done }: Course, ref: string): boolean =>
  estimate?.ref === ref || Object.keys(done).some((key) => key.startsWith(`estimateReady:${ref}:`));
