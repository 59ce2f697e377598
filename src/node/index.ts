export {
  type Gateway,
  type GatewayRequest,
  type RecognitionEngine,
  type SynthesisEngine,
} from '../gateway';
export { nodeSocket } from './nodeSocket';
