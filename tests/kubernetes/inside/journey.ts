// From a plan to the figures of its report, through the front door's Service.
import { planToDecision, reportOf } from '../../journeys/plan-to-report.ts';
import { callers, tell } from './given.ts';

const PLAN = 'NDP';
tell(await reportOf(callers, PLAN, await planToDecision(callers, PLAN)));
