/** The facts below what happened: host, logs, lifecycle, job, and the service's answer as it came. */
import { useState } from 'preact/hooks';
import type { LogConfiguration, SessionSnapshot } from '../../src/core/session';
import { statusWord } from '../../src/render/action';
import { plainText } from '../../src/core/plainText';
import { sessionSpan } from '../../src/render/session';
import { exactTime } from '../../src/render/time';
import { Facts, moment, mono, muted, named, words } from './facts';
import { useAsk } from './host';
import { Icon } from './icons';
import { useNow } from './now';
import { Button, CopyButton, FaultNote, Section } from './parts';
import { TaskCounts } from './taskCounts';
import { capital, prettyJson } from './text';

export function Host({ snapshot: { session, fleet, worker } }: { snapshot: SessionSnapshot }) {
  const { hostName, ipV4Addresses, ipV6Addresses, ec2InstanceArn, ec2InstanceType } = session.host;
  const addresses = [...ipV4Addresses, ...ipV6Addresses];
  const isInstance = ec2InstanceArn !== undefined || ec2InstanceType !== undefined;
  return (
    <Section id="host" title="Host">
      <Facts
        rows={[
          hostName === undefined ? ['Host name', muted('not told')] : ['Host name', words(hostName), 'hostName'],
          [
            addresses.length === 1 ? 'IP address' : 'IP addresses',
            addresses.length === 0 ? muted('not told') : addresses.map((address) => <div>{mono(address)}</div>),
          ],
          [
            'Instance type',
            ec2InstanceType === undefined
              ? muted(isInstance ? 'not told' : 'not an EC2 instance')
              : words(ec2InstanceType),
          ],
          ec2InstanceArn !== undefined && ['Instance ARN', mono(ec2InstanceArn)],
          ['Fleet', named(fleet)],
          ['Fleet id', mono(session.fleetId), 'fleetId'],
          [
            'Worker',
            worker.ok ? (
              worker.value ? (
                capital(statusWord(worker.value.status))
              ) : (
                'Deleted since, as is usual after the work'
              )
            ) : (
              <FaultNote fault={worker.fault} />
            ),
          ],
          ['Worker id', mono(session.workerId), 'workerId'],
        ]}
      />
    </Section>
  );
}

export function Logs({ snapshot: { session } }: { snapshot: SessionSnapshot }) {
  return (
    <Section id="logs" title="Logs">
      <Log which="session" configuration={session.log} />
      {session.workerLog ? (
        <Log which="worker" configuration={session.workerLog} />
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

function Log({ which, configuration }: { which: 'session' | 'worker'; configuration: LogConfiguration }) {
  const ask = useAsk();
  const { driver, options, parameters, error } = configuration;
  return (
    <div class="log">
      <div class="log-head">
        <h3>{capital(which)} log</h3>
        <Button
          icon="log"
          look="quiet"
          onClick={() => {
            ask({ type: 'openLog', log: which });
          }}
        >
          Open {which} log
        </Button>
      </div>
      {error !== undefined && (
        <p class="fault">
          <Icon name="warning" />
          {words(error)}
        </p>
      )}
      <Facts
        rows={[
          ...[...Object.entries(options), ...Object.entries(parameters)].map(
            ([name, value]) => [OPTION_NAMES.get(name) ?? plainText(name, 60), mono(value)] as const,
          ),
          ['Driver', mono(driver)],
        ]}
      />
    </div>
  );
}

export function Lifecycle({ snapshot }: { snapshot: SessionSnapshot }) {
  const { session } = snapshot;
  const { targetLifecycleStatus, updatedAtMs, updatedBy } = session;
  return (
    <Section id="lifecycle" title="Lifecycle">
      <Facts
        rows={[
          ['Status', capital(statusWord(session.lifecycleStatus))],
          targetLifecycleStatus !== undefined && ['Target status', capital(statusWord(targetLifecycleStatus))],
          ['Started', moment(session.startedAtMs)],
          ['Ended', moment(session.endedAtMs)],
          ['Duration', <Took snapshot={snapshot} />],
          updatedAtMs !== undefined && ['Updated', moment(updatedAtMs)],
          updatedBy !== undefined && ['Updated by', words(updatedBy)],
          ['Read', exactTime(snapshot.fetchedAtMs)],
          ['Session id', mono(session.sessionId), 'sessionId'],
        ]}
      />
    </Section>
  );
}

function Took({ snapshot }: { snapshot: SessionSnapshot }) {
  return <>{sessionSpan(snapshot, useNow()).took}</>;
}

export function Job({ snapshot: { key, job, queue, farm } }: { snapshot: SessionSnapshot }) {
  const value = job.ok ? job.value : undefined;
  const { lifecycleStatus = '', taskRunStatus } = value ?? {};
  return (
    <Section id="job" title="Job">
      {!job.ok && <FaultNote fault={job.fault} />}
      <Facts
        rows={[
          ...(value
            ? ([
                ['Name', words(value.name)],
                ['Tasks', <TaskCounts counts={value.taskRunStatusCounts} />],
                [
                  'Status',
                  <>
                    {capital(statusWord(taskRunStatus ?? lifecycleStatus))}
                    {taskRunStatus !== undefined && muted(` · ${statusWord(lifecycleStatus)}`)}
                  </>,
                ],
                ['Priority', value.priority],
                ['Created', moment(value.createdAtMs)],
                ['Created by', words(value.createdBy)],
                ['Started', moment(value.startedAtMs)],
                ['Ended', moment(value.endedAtMs)],
              ] as const)
            : []),
          ['Job id', mono(key.jobId), 'jobId'],
          ['Queue', named(queue)],
          ['Queue id', mono(key.queueId), 'queueId'],
          ['Farm', named(farm)],
          ['Farm id', mono(key.farmId), 'farmId'],
        ]}
      />
    </Section>
  );
}

export function Raw({ snapshot: { raw } }: { snapshot: SessionSnapshot }) {
  const [open, setOpen] = useState(false);
  return (
    <Section
      id="raw"
      title="Raw"
      aside={
        <CopyButton what="raw" of="raw answer">
          Copy as JSON
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
        {open && raw === undefined && <p class="muted">It will be here after the next reading.</p>}
        {open && raw !== undefined && <pre class="raw">{prettyJson(raw)}</pre>}
      </details>
    </Section>
  );
}
