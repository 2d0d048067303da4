/** The client's location, the support person, the ride home and estimates. course.md §4.7, §4.11, §7 */
import { isState } from '../../vocabulary/places';
import type { Course, Session } from '../state';
import { givenAtClinic } from './supply';

/** Doses are taken outside the clinic, and the client's state is not declared. course.md §4.11 */
export const locationOwed = (course: Course): boolean =>
  !(course.place !== undefined && isState(course.place)) &&
  course.protocol.setting !== 'inPerson' &&
  !givenAtClinic(course);

/** The protocol requires a support person in the client's home at this session. */
export const needsSupportPerson = ({ protocol }: Course, { kind, setting }: Session): boolean =>
  kind === 'dosing' && setting === 'remote' && protocol.dosing.supportPersonWhenRemote;

/** The protocol requires a ride home after this session, and none is confirmed. */
export const rideHomeOwed = ({ protocol }: Course, { kind, setting, rideHome }: Session): boolean =>
  kind === 'dosing' && setting === 'inPerson' && protocol.dosing.rideHomeWhenInPerson && !rideHome;

/** Whether an estimate with this reference has been issued. Each estimate needs its own reference. */
export const estimateIssuedBefore = ({ estimate, done }: Course, ref: string): boolean =>
  estimate?.ref === ref || Object.keys(done).some((key) => key.startsWith(`estimateReady:${ref}:`));
