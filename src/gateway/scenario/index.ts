export { type ClientMessage, clientMessage } from './clientMessage';
export { perform, type Performance } from './perform';
export { type Received, type ReceivedLine } from './Received';
export {
  type ClosableSession,
  type Outcome,
  type Scenario,
  type ScenarioGateway,
  type ScenarioServices,
  type ScenarioTest,
  type ScenarioWorld,
} from './Scenario';
export { type Stage, stageOf } from './stage';
export { watched, type WatchedGateway } from './watched';
