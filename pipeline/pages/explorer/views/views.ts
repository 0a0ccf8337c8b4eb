import type { ComponentType } from 'preact';
import type { Explorer } from '../explorer.ts';
import type { ViewName } from '../state.ts';
import { ActorView } from './actor.tsx';
import { AnswersView } from './answers.tsx';
import { ClaimsView } from './claims.tsx';
import { CountriesView } from './countries.tsx';
import { PromisesView } from './promises.tsx';
import { TimelineView } from './timeline.tsx';
import { TopicsView } from './topics.tsx';
import { TrustView } from './trust.tsx';
import { VoicesView } from './voices.tsx';
import { WorkView } from './work.tsx';

/** What draws each view. */
export const VIEW: Readonly<Record<ViewName, ComponentType<{ explorer: Explorer }>>> = {
  claims: ClaimsView,
  actor: ActorView,
  countries: CountriesView,
  voices: VoicesView,
  work: WorkView,
  timeline: TimelineView,
  promises: PromisesView,
  topics: TopicsView,
  answers: AnswersView,
  trust: TrustView,
};
