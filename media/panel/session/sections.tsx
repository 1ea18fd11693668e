/** The facts below what happened: host, logs, lifecycle, job, and the service's answer as it came. */
import { useState } from 'preact/hooks';
import type { LogConfiguration, SessionSnapshot } from '../../../src/core/session/session';
import { statusWord } from '../../../src/render/session/action';
import { type ConsolePlace, consoleLink } from '../../../src/render/consoleLinks';
import { sessionSpan } from '../../../src/render/session/session';
import { exactTime } from '../../../src/render/time';
import { type FactRow, Facts, moment, mono, muted, named, Unread, words } from './facts';
import { useAsk } from '../parts/host';
import { Icon } from '../parts/icons';
import { JobFailures } from './failure/jobFailures';
import { useNow } from './now';
import { Button, CopyButton, Section } from '../parts/parts';
import { TaskCounts } from './actions/taskCounts';
import { capital, prettyJson } from '../parts/text';

export function Host({ snapshot }: { snapshot: SessionSnapshot }) {
  const { session, fleet, worker } = snapshot;
  const { hostName, ipV4Addresses, ipV6Addresses, ec2InstanceArn, ec2InstanceType } = session.host;
  const addresses = [...ipV4Addresses, ...ipV6Addresses];
  const isInstance = ec2InstanceArn !== undefined || ec2InstanceType !== undefined;
  return (
    <Section id="host" title="Host" aside={<InConsole place="instance" snapshot={snapshot} />}>
      <Facts
        rows={[
          hostName === undefined ? ['Host name', muted('Unknown')] : ['Host name', words(hostName), 'hostName'],
          [
            addresses.length === 1 ? 'IP address' : 'IP addresses',
            addresses.length === 0
              ? muted('Unknown')
              : addresses.map((address, index) => [index > 0 && <br />, mono(address)]),
            addresses.length === 0 ? undefined : 'addresses',
          ],
          [
            'Instance type',
            ec2InstanceType === undefined
              ? muted(isInstance ? 'Unknown' : 'Not an EC2 instance')
              : words(ec2InstanceType),
          ],
          ec2InstanceArn !== undefined && ['Instance ARN', mono(ec2InstanceArn), 'instanceArn'],
          ['Fleet', named(fleet)],
          ['Fleet ID', mono(session.fleetId), 'fleetId'],
          [
            'Worker',
            worker.ok ? (
              worker.value ? (
                capital(statusWord(worker.value.status))
              ) : (
                'Deleted (normal after a job)'
              )
            ) : (
              <Unread fault={worker.fault} />
            ),
          ],
          ['Worker ID', mono(session.workerId), 'workerId'],
        ]}
      />
    </Section>
  );
}

export function Logs({ snapshot }: { snapshot: SessionSnapshot }) {
  const { session } = snapshot;
  return (
    <Section id="logs" title="Logs">
      <Log which="session" configuration={session.log} snapshot={snapshot} />
      {session.workerLog ? (
        <Log which="worker" configuration={session.workerLog} snapshot={snapshot} />
      ) : (
        <p class="muted">The worker keeps its own log to itself.</p>
      )}
    </Section>
  );
}

function Log(props: { which: 'session' | 'worker'; configuration: LogConfiguration; snapshot: SessionSnapshot }) {
  const { which, configuration, snapshot } = props;
  const ask = useAsk();
  const { error } = configuration;
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
        <InConsole place={`${which}Log`} snapshot={snapshot} />
      </div>
      {error !== undefined && (
        <p class="fault">
          <Icon name="warning" />
          {words(error)}
        </p>
      )}
      <Facts rows={placeOfLog(which, configuration)} />
    </div>
  );
}

/** Opens the AWS console, where what is known says that there is something to see. */
function InConsole({ place, snapshot }: { place: ConsolePlace; snapshot: SessionSnapshot }) {
  const ask = useAsk();
  return consoleLink(place, snapshot) === undefined ? null : (
    <Button
      look="quiet"
      onClick={() => {
        ask({ type: 'openConsole', place });
      }}
    >
      {place === 'instance' ? 'Open in EC2 Console' : 'Open in CloudWatch'}
    </Button>
  );
}

/** Where the log is kept. Other options and parameters are in the API response below. */
function placeOfLog(which: 'session' | 'worker', { driver, options }: LogConfiguration): readonly FactRow[] {
  const { logGroupName, logStreamName } = options;
  return [
    logGroupName !== undefined && ['Group', mono(logGroupName), `${which}LogGroup`],
    logStreamName !== undefined && ['Stream', mono(logStreamName), `${which}LogStream`],
    driver !== 'awslogs' && ['Driver', mono(driver)],
  ];
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
          ['Last updated', exactTime(snapshot.fetchedAtMs)],
          ['Session ID', mono(session.sessionId), 'sessionId'],
        ]}
      />
    </Section>
  );
}

function Took({ snapshot }: { snapshot: SessionSnapshot }) {
  return <>{sessionSpan(snapshot, useNow()).took}</>;
}

export function Job({ snapshot }: { snapshot: SessionSnapshot }) {
  const { key, job, queue, farm } = snapshot;
  const value = job.ok ? job.value : undefined;
  const { lifecycleStatus = '', taskRunStatus } = value ?? {};
  return (
    <Section id="job" title="Job">
      {!job.ok && <Unread fault={job.fault} />}
      <Facts
        rows={[
          ...(value
            ? ([
                ['Name', words(value.name), 'jobName'],
                [
                  'Tasks',
                  <>
                    <TaskCounts counts={value.taskRunStatusCounts} />
                    <JobFailures snapshot={snapshot} />
                  </>,
                ],
                [
                  'Status',
                  <>
                    {capital(statusWord(taskRunStatus ?? lifecycleStatus))}
                    {taskRunStatus !== undefined &&
                      lifecycleStatus !== 'CREATE_COMPLETE' &&
                      muted(` · ${statusWord(lifecycleStatus)}`)}
                  </>,
                ],
                ['Priority', value.priority],
                ['Created', moment(value.createdAtMs)],
                ['Created by', words(value.createdBy)],
                ['Started', moment(value.startedAtMs)],
                ['Ended', moment(value.endedAtMs)],
              ] as const)
            : []),
          ['Job ID', mono(key.jobId), 'jobId'],
          ['Queue', named(queue)],
          ['Queue ID', mono(key.queueId), 'queueId'],
          ['Farm', named(farm)],
          ['Farm ID', mono(key.farmId), 'farmId'],
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
        <CopyButton what="raw" of="API response">
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
        <summary>API response (GetSession)</summary>
        {open && raw === undefined && <p class="muted">It is here after the next refresh.</p>}
        {open && raw !== undefined && <pre class="raw">{prettyJson(raw)}</pre>}
      </details>
    </Section>
  );
}
