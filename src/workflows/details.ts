/** The view for engineers in the Temporal UI: no names, nothing clinical beyond the phase. */
import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import { toMs, type Instant } from '../time/instant';
import type { Course } from '../course/state';
import { comingUp, standing } from '../course/status/status';
import { blockers } from '../course/status/waiting';

export const KapProtocol = defineSearchAttributeKey('KapProtocol', SearchAttributeType.KEYWORD);
export const KapPhase = defineSearchAttributeKey('KapPhase', SearchAttributeType.KEYWORD);
export const KapWaitingOn = defineSearchAttributeKey('KapWaitingOn', SearchAttributeType.KEYWORD);
export const KapNextDeadline = defineSearchAttributeKey('KapNextDeadline', SearchAttributeType.DATETIME);
export const KapOnHold = defineSearchAttributeKey('KapOnHold', SearchAttributeType.BOOL);

/** The phases within a cycle count as one phase for searching, to save search attribute updates. */
const COARSE: Partial<Record<string, string>> = {
  scheduled: 'cycles',
  ready: 'cycles',
  inSession: 'cycles',
  recovering: 'cycles',
  integrationDue: 'cycles',
  betweenCycles: 'cycles',
};

const MAX_UPCOMING = 5;

/** Keeps the workflow's search attributes and current details up to date with the course. */
export class EngineerView {
  private shown = '';

  show(course: Course, now: Instant): void {
    const view = standing(course, now);
    const phase = COARSE[view.phase] ?? view.phase;
    const protocol = `${course.protocol.id}@${course.protocol.version}`;
    const shown = `${phase}|${view.onHold}|${protocol}`;
    if (shown !== this.shown) {
      this.shown = shown;
      upsertSearchAttributes([
        { key: KapProtocol, value: protocol },
        { key: KapPhase, value: phase },
        { key: KapWaitingOn, value: view.waitingOn },
        { key: KapNextDeadline, value: view.nextDeadline ? new Date(toMs(view.nextDeadline)) : null },
        { key: KapOnHold, value: view.onHold },
      ]);
    }
    const { since, blockers: waiting, consequences } = blockers(course, now);
    const waits = waiting.map(
      ({ what, since: from, who }) => `- \`${what}\` (${who.join(', ')}), since ${from}`,
    );
    const then = consequences.map(
      ({ at, kind, what, to }) => `- ${at}: ${kind} ${what}${to ? ` (${to})` : ''}`,
    );
    const coming = comingUp(course, MAX_UPCOMING).map(
      ({ due, kind, withheld }) => `- ${due}: ${kind}${withheld ? ` (withheld: ${withheld})` : ''}`,
    );
    setCurrentDetails(
      [
        `**${view.phase}**, waiting on **${view.waitingOn}**${view.onHold ? ', on hold' : ''}. Step ${course.revision}.`,
        `Next deadline: ${view.nextDeadline ?? 'none'}`,
        `No activity since ${since}`,
        ...(waits.length > 0 ? ['', 'Waiting for:', ...waits] : []),
        ...(then.length > 0 ? ['', 'If nobody acts:', ...then] : []),
        ...(coming.length > 0 ? ['', 'Coming up:', ...coming] : []),
      ].join('\n'),
    );
  }
}
