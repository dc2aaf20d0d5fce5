import { randomUUID } from 'node:crypto';
import type { VisitIdentification } from '@custody-edge/event-contract';
import { agentError } from '../../errors.ts';
import { heldOr } from '../exit/held.ts';
import type { PassReading } from '../exit/pass-code.ts';
import { visitorPolicySchema } from '../policy.ts';
import type { OpenAlarm, Visit } from '../store/visits.ts';
import { type EntryDesk, home, type VisitorDesk } from './desk.ts';
import type { DeskEffect, DeskInput, UnsignedVisitorAction, VisitorPrint, World } from './desk-step.ts';
import { emptyQueue, type Queue } from './queue.ts';
import { step } from './step.ts';

/** Scores from which the engine's word counts at this desk. */
export const points = { verify: 30, identify: 40 };
const policy = visitorPolicySchema.parse({});
const scanner = { deviceId: 'scanner', profile: 'r307' };
export const prisoner = 'person/1';

/** Somebody who left, with what let them out. */
export interface LetOut {
  readonly visit: string;
  readonly exit: VisitIdentification;
}

/** A visitor desk in memory: the step alone, and what becomes of what it decides. */
export class TestDesk {
  desk: VisitorDesk = home;
  readonly visits = new Map<string, Visit>();
  /** Whose finger a visit was entered with, by their templates. */
  readonly fingers = new Map<string, readonly Uint8Array[]>();
  readonly alarms: OpenAlarm[] = [];
  readonly letOut: LetOut[] = [];
  private queue: Queue = emptyQueue;

  take(input: DeskInput): void {
    const { desk, effects } = step(this.desk, input, this.world);
    let shown = desk;
    for (const effect of effects) shown = this.carryOut(effect) ?? shown;
    this.desk = heldOr(shown, () => this.alarms);
  }

  press(action: UnsignedVisitorAction): void {
    this.take({ kind: 'action', action });
  }

  inside(): Visit[] {
    return [...this.visits.values()].filter(({ state }) => state === 'inside');
  }

  /** The duty officer answers the oldest alarm. */
  answerAlarm(): void {
    const [open] = this.alarms;
    if (!open) return;
    const isHeld = this.desk.step === 'hold' && this.desk.event === open.event;
    const alongside = () => void this.alarms.shift();
    this.take({
      kind: 'signed',
      signed: { kind: 'record', record: { drafts: [], alongside }, ...(isHeld && { next: home }) },
    });
  }

  /** A second officer's word that the one on the glass comes in, or goes out, though no finger can be read. */
  seeBySight(): void {
    const { desk } = this;
    const word = { reason: 'worn', approval: 'signed' } as const;
    if (desk.step === 'entry') this.take({ kind: 'signed', signed: { kind: 'seen', sight: word } });
    const visit = desk.step === 'exit' && desk.visit !== undefined ? this.visits.get(desk.visit) : undefined;
    if (visit?.state === 'inside')
      this.take({ kind: 'signed', signed: { kind: 'left', visit: visit.subject, exit: { method: 'sight', ...word } } });
  }

  private carryOut(effect: DeskEffect): VisitorDesk | undefined {
    switch (effect.kind) {
      case 'record':
        effect.record.alongside();
        return undefined;
      case 'let-in':
        return this.letIn(effect.entry);
      case 'let-out': {
        const { visit: subject, exit } = effect;
        const visit = this.visits.get(subject);
        if (!visit) throw new Error('nobody came in');
        this.visits.set(subject, { ...visit, state: 'left', ended: randomUUID() });
        this.letOut.push({ visit: subject, exit });
        return undefined;
      }
      case 'hold': {
        const { subject, found } = effect;
        const event = randomUUID();
        this.alarms.push({ event, subject, alarm: found.alarm, at: '', matches: found.matches ?? null });
        return { step: 'hold', event, alarm: found.alarm };
      }
      case 'queue':
        this.queue = effect.queue;
        return undefined;
      default:
        return undefined;
    }
  }

  private letIn(entry: EntryDesk): VisitorDesk {
    const { visit: subject, person, relation, search, goods, finger, sight } = entry;
    const isWhole = person !== undefined && relation && search && goods && this.groundsOf(entry).length === 0;
    const isTaken = finger?.impressions.length === policy.impressions;
    if (!isWhole || (!isTaken && !sight)) throw agentError('action-incomplete');
    const visit = { subject, state: 'inside', kind: 'family', children: 0, overdueRaised: false } as const;
    this.visits.set(subject, { ...visit, bySight: !isTaken, pass: this.visits.size + 1, began: randomUUID() });
    if (isTaken) this.fingers.set(subject, finger.impressions);
    return { step: 'passed', visit: subject };
  }

  private get world(): World {
    return {
      stationSubject: 'station/visitor-1',
      policy,
      today: '2026-11-27',
      queue: this.queue,
      newVisit: () => `visit/${randomUUID()}`,
      readPass: (text) => this.readPass(text),
      visit: (subject) => this.visits.get(subject),
      lastOf: () => undefined,
      knownBy: () => undefined,
      isKnownPrisoner: (subject) => subject === prisoner,
      find: () => ({ subjects: [prisoner], more: 0 }),
      standingOf: (entry) => ({ isAlike: false, isTurnedAway: this.groundsOf(entry).length > 0 }),
      groundsOf: (entry) => this.groundsOf(entry),
      lengthOf: () => 0,
    };
  }

  private groundsOf({ search, finger }: EntryDesk): ('search-refused' | 'already-inside')[] {
    if (search === 'refused') return ['search-refused'];
    return finger?.inside === undefined ? [] : ['already-inside'];
  }

  private readPass(text: string): PassReading {
    if (!text.startsWith('CEV1:')) return { kind: 'no-pass' };
    const visit = text.slice('CEV1:'.length);
    return visit.startsWith('visit/') ? { kind: 'pass', visit } : { kind: 'altered' };
  }

  /** Somebody's finger as the engine sees it: more like their own than `score`, and like nobody else's enough to be named. */
  print(person: number, score: number): VisitorPrint {
    const isOwn = (template: Uint8Array | undefined) => template?.[0] === person;
    const candidates = this.inside()
      .flatMap(({ subject }) => {
        const fingers = this.fingers.get(subject);
        return fingers
          ? [{ visit: subject, finger: 'right-index', score: isOwn(fingers[0]) ? score : score % points.verify }]
          : [];
      })
      .toSorted((a, b) => b.score - a.score);
    const taken = this.desk.step === 'entry' ? this.desk.finger?.impressions : undefined;
    return {
      template: Uint8Array.of(person),
      scanner,
      reasons: [],
      likeness: isOwn(taken?.[0]) ? 1_000 : 0,
      inside: { candidates, ...points },
    };
  }
}
