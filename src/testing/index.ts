export {
  type Gateway,
  type GatewayRequest,
  type RecognitionEngine,
  type SynthesisEngine,
} from '../gateway';
export { fakeSocket } from './fakeSocket';
