/** The facts below what happened: host, logs, lifecycle, job, and the service's answer as it came. */
import { useState } from 'preact/hooks';
import type { LogConfiguration, Part, Queue, SessionSnapshot } from '../../src/core/session';
import { isEnding, toneOfSession } from '../../src/core/status';
import { statusWord } from '../../src/render/action';
import { plainText } from '../../src/render/plainText';
import { sessionSpan } from '../../src/render/session';
import { exactTime } from '../../src/render/time';
import { useAsk } from './host';
import { Icon } from './icons';
import { TaskCounts } from './taskCounts';
import { useNow } from './now';
import { Button, CopyButton, Fact, FaultNote, Moment, Section, Words } from './parts';
import { capital, prettyJson } from './text';

export function Host({ snapshot }: { snapshot: SessionSnapshot }) {
  const { host, fleetId, workerId } = snapshot.session;
  const addresses = [...host.ipV4Addresses, ...host.ipV6Addresses];
  return (
    <Section id="host" title="Host">
      <dl>
        <Fact name="Host name" {...(host.hostName === undefined ? {} : { copy: 'hostName' })}>
          {host.hostName === undefined ? <span class="muted">not told</span> : <Words>{host.hostName}</Words>}
        </Fact>
        <Fact name={addresses.length === 1 ? 'IP address' : 'IP addresses'}>
          {addresses.length === 0 && <span class="muted">not told</span>}
          {addresses.map((address) => (
            <span key={address} class="line">
              <Words mono>{address}</Words>
            </span>
          ))}
        </Fact>
        <Fact name="Instance type">
          {host.ec2InstanceType === undefined ? (
            <span class="muted">{host.ec2InstanceArn === undefined ? 'not an EC2 instance' : 'not told'}</span>
          ) : (
            <Words>{host.ec2InstanceType}</Words>
          )}
        </Fact>
        {host.ec2InstanceArn !== undefined && (
          <Fact name="Instance ARN">
            <Words mono>{host.ec2InstanceArn}</Words>
          </Fact>
        )}
        <Fact name="Fleet">
          {snapshot.fleet.ok ? (
            <span class="line">
              <Words>{snapshot.fleet.value.displayName}</Words>
              <span class="muted"> · {statusWord(snapshot.fleet.value.status)}</span>
            </span>
          ) : (
            <FaultNote fault={snapshot.fleet.fault} />
          )}
        </Fact>
        <Fact name="Fleet id" copy="fleetId">
          <Words mono>{fleetId}</Words>
        </Fact>
        <Fact name="Worker">
          {snapshot.worker.ok ? (
            capital(snapshot.worker.value ? statusWord(snapshot.worker.value.status) : 'gone, as workers do after work')
          ) : (
            <FaultNote fault={snapshot.worker.fault} />
          )}
        </Fact>
        <Fact name="Worker id" copy="workerId">
          <Words mono>{workerId}</Words>
        </Fact>
      </dl>
    </Section>
  );
}

export function Logs({ snapshot }: { snapshot: SessionSnapshot }) {
  const { log, workerLog } = snapshot.session;
  return (
    <Section id="logs" title="Logs">
      <Log name="Session log" which="session" configuration={log} />
      {workerLog ? (
        <Log name="Worker log" which="worker" configuration={workerLog} />
      ) : (
        <p class="muted">The worker keeps its own log to itself.</p>
      )}
    </Section>
  );
}

const OPTION_NAMES: ReadonlyMap<string, string> = new Map([
  ['logGroupName', 'Group'],
  ['logStreamName', 'Stream'],
]);

function Log(props: { name: string; which: 'session' | 'worker'; configuration: LogConfiguration }) {
  const ask = useAsk();
  const { driver, options, parameters, error } = props.configuration;
  return (
    <div class="log">
      <div class="log-head">
        <h3>{props.name}</h3>
        <Button
          icon="log"
          look="quiet"
          onClick={() => {
            ask({ type: 'openLog', log: props.which });
          }}
        >
          Open {props.name.toLowerCase()}
        </Button>
      </div>
      {error !== undefined && (
        <p class="fault">
          <Icon name="warning" />
          <Words>{error}</Words>
        </p>
      )}
      <dl>
        {Object.entries(options).map(([name, value]) => (
          <Fact key={`option ${name}`} name={OPTION_NAMES.get(name) ?? plainText(name, 60)}>
            <Words mono>{value}</Words>
          </Fact>
        ))}
        {Object.entries(parameters).map(([name, value]) => (
          <Fact key={`parameter ${name}`} name={plainText(name, 60)}>
            <Words mono>{value}</Words>
          </Fact>
        ))}
        <Fact name="Driver">
          <Words mono>{driver}</Words>
        </Fact>
      </dl>
    </div>
  );
}

export function Lifecycle({ snapshot }: { snapshot: SessionSnapshot }) {
  const { session } = snapshot;
  return (
    <Section id="lifecycle" title="Lifecycle">
      <dl>
        <Fact name="Status">
          <span class={`tone-word tone-${isEnding(session) ? 'ending' : toneOfSession(snapshot)}`}>
            {capital(statusWord(session.lifecycleStatus))}
          </span>
        </Fact>
        {session.targetLifecycleStatus !== undefined && (
          <Fact name="Target status">{capital(statusWord(session.targetLifecycleStatus))}</Fact>
        )}
        <Fact name="Started">
          <Moment atMs={session.startedAtMs} />
        </Fact>
        <Fact name="Ended">
          {session.endedAtMs === undefined ? <span class="muted">not yet</span> : <Moment atMs={session.endedAtMs} />}
        </Fact>
        <Fact name="Duration">
          <Took snapshot={snapshot} />
        </Fact>
        {session.updatedAtMs !== undefined && (
          <Fact name="Updated">
            <Moment atMs={session.updatedAtMs} />
          </Fact>
        )}
        {session.updatedBy !== undefined && (
          <Fact name="Updated by">
            <Words>{session.updatedBy}</Words>
          </Fact>
        )}
        <Fact name="Read">{exactTime(snapshot.fetchedAtMs)}</Fact>
        <Fact name="Session id" copy="sessionId">
          <Words mono>{session.sessionId}</Words>
        </Fact>
      </dl>
    </Section>
  );
}

function Took({ snapshot }: { snapshot: SessionSnapshot }) {
  return <>{sessionSpan(snapshot, useNow()).took}</>;
}

export function Job({ snapshot }: { snapshot: SessionSnapshot }) {
  const { key, job } = snapshot;
  return (
    <Section id="job" title="Job">
      {!job.ok && <FaultNote fault={job.fault} />}
      <dl>
        {job.ok && (
          <>
            <Fact name="Name">
              <Words>{job.value.name}</Words>
            </Fact>
            <Fact name="Tasks">
              <TaskCounts counts={job.value.taskRunStatusCounts} />
            </Fact>
            <Fact name="Status">
              {capital(statusWord(job.value.taskRunStatus ?? job.value.lifecycleStatus))}
              {job.value.taskRunStatus !== undefined && (
                <span class="muted"> · {statusWord(job.value.lifecycleStatus)}</span>
              )}
            </Fact>
            <Fact name="Priority">{job.value.priority}</Fact>
            <Fact name="Created">
              <Moment atMs={job.value.createdAtMs} />
            </Fact>
            <Fact name="Created by">
              <Words>{job.value.createdBy}</Words>
            </Fact>
            {job.value.startedAtMs !== undefined && (
              <Fact name="Started">
                <Moment atMs={job.value.startedAtMs} />
              </Fact>
            )}
            {job.value.endedAtMs !== undefined && (
              <Fact name="Ended">
                <Moment atMs={job.value.endedAtMs} />
              </Fact>
            )}
          </>
        )}
        <Fact name="Job id" copy="jobId">
          <Words mono>{key.jobId}</Words>
        </Fact>
        <Fact name="Queue">
          <Named part={snapshot.queue} />
        </Fact>
        <Fact name="Queue id" copy="queueId">
          <Words mono>{key.queueId}</Words>
        </Fact>
        <Fact name="Farm">
          <Named part={snapshot.farm} />
        </Fact>
        <Fact name="Farm id" copy="farmId">
          <Words mono>{key.farmId}</Words>
        </Fact>
      </dl>
    </Section>
  );
}

function Named({ part }: { part: Part<Pick<Queue, 'displayName'> & Partial<Pick<Queue, 'status'>>> }) {
  if (!part.ok) {
    return <FaultNote fault={part.fault} />;
  }
  return (
    <span class="line">
      <Words>{part.value.displayName}</Words>
      {part.value.status !== undefined && <span class="muted"> · {statusWord(part.value.status)}</span>}
    </span>
  );
}

export function Raw({ snapshot }: { snapshot: SessionSnapshot }) {
  const [open, setOpen] = useState(false);
  return (
    <Section
      id="raw"
      title="Raw"
      wide
      aside={
        <CopyButton what="raw" of="raw answer">
          <span>Copy as JSON</span>
        </CopyButton>
      }
    >
      <details
        open={open}
        onToggle={(event) => {
          setOpen(event.currentTarget.open);
        }}
      >
        <summary>GetSession’s answer, as it came</summary>
        {open &&
          (snapshot.raw === undefined ? (
            <p class="muted">Will be here after the next reading.</p>
          ) : (
            <pre class="raw" tabIndex={0} aria-label="GetSession’s answer">
              {prettyJson(snapshot.raw)}
            </pre>
          ))}
      </details>
    </Section>
  );
}
