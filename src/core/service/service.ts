/** The service as a whole. */
import type { Connections } from './connections';
import type { LogReader } from '../logs/pages/logReader';
import type {
  BatchCosts,
  FarmDirectory,
  LogSource,
  MonitorSource,
  RawAnswerSource,
  RunControl,
  SessionControl,
  SessionSource,
  StorageProfileSource,
  TaskDirectory,
  ThingSource,
} from './ports';

/** Everything together: what the lazily loaded service bundle provides. */
export interface Service
  extends
    SessionSource,
    BatchCosts,
    SessionControl,
    FarmDirectory,
    TaskDirectory,
    RunControl,
    ThingSource,
    StorageProfileSource,
    RawAnswerSource,
    MonitorSource,
    LogSource,
    LogReader,
    Connections {
  /**
   * The same for work that a person waits for: it may ask for an MFA code and run a slow credential_process, while everything
   * else is background work that fails with `signedOut` instead. Both share what they know.
   */
  readonly interactive: Service;
  /** Ends all work under way and closes all connections. */
  dispose(): void;
}
