export { traceConversation, type Tracing } from './traceConversation';
