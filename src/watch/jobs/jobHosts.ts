import type { WorkerId } from '../../core/ids';
import type { Session } from '../../core/session/session';
import type { TriageHost } from '../../core/triage/triage';

/** The machines of a job, by the workers that they ran as. */
export class JobHosts {
  readonly #hosts = new Map<string, TriageHost>();
  readonly #idOfWorker = new Map<WorkerId, string>();

  /** Learns from a session which machine its worker is. */
  learn({ workerId, fleetId, host }: Session): void {
    const id = host.hostName ?? host.ec2InstanceArn ?? workerId;
    if (this.#idOfWorker.has(workerId)) {
      return;
    }
    this.#idOfWorker.set(workerId, id);
    const known = this.#hosts.get(id);
    this.#hosts.set(
      id,
      Object.freeze({
        id,
        hostName: host.hostName,
        ec2InstanceType: host.ec2InstanceType,
        workers: Object.freeze([...(known?.workers ?? []), { fleetId, workerId }]),
      }),
    );
  }

  /** The machine of a worker; undefined while none of its sessions was read. */
  of(workerId: WorkerId | undefined): TriageHost | undefined {
    return this.#hosts.get((workerId && this.#idOfWorker.get(workerId)) ?? '');
  }

  byId(id: string): TriageHost | undefined {
    return this.#hosts.get(id);
  }
}
