/** The facts below what happened: host, logs, lifecycle, job, and the service's answer as it came. */
import { useState } from 'preact/hooks';
import { t } from '../../../src/core/text/localize';
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
    <Section id="host" title={t('Host')} aside={<InConsole place="instance" snapshot={snapshot} />}>
      <Facts
        rows={[
          hostName === undefined
            ? [t('Host name'), muted(t('Unknown'))]
            : [t('Host name'), words(hostName), 'hostName'],
          [
            addresses.length === 1 ? t('IP address') : t('IP addresses'),
            addresses.length === 0
              ? muted(t('Unknown'))
              : addresses.map((address, index) => [index > 0 && <br />, mono(address)]),
            addresses.length === 0 ? undefined : 'addresses',
            addresses.length === 1 ? t('Copy IP address') : t('Copy IP addresses'),
          ],
          [
            t('Instance type'),
            ec2InstanceType === undefined
              ? muted(isInstance ? t('Unknown') : t('Not an EC2 instance'))
              : words(ec2InstanceType),
          ],
          ec2InstanceArn !== undefined && [t('Instance ARN'), mono(ec2InstanceArn), 'instanceArn'],
          [t('Fleet'), named(fleet)],
          [t('Fleet ID'), mono(session.fleetId), 'fleetId'],
          [
            t('Worker'),
            worker.ok ? (
              worker.value ? (
                capital(statusWord(worker.value.status))
              ) : (
                t('Deleted (normal after a job)')
              )
            ) : (
              <Unread fault={worker.fault} />
            ),
          ],
          [t('Worker ID'), mono(session.workerId), 'workerId'],
        ]}
      />
    </Section>
  );
}

export function Logs({ snapshot }: { snapshot: SessionSnapshot }) {
  const { session } = snapshot;
  return (
    <Section id="logs" title={t('Logs')}>
      <Log which="session" configuration={session.log} snapshot={snapshot} />
      {session.workerLog ? (
        <Log which="worker" configuration={session.workerLog} snapshot={snapshot} />
      ) : (
        <p class="muted">{t('The worker keeps its own log to itself.')}</p>
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
        <h3>{which === 'session' ? t('Session log') : t('Worker log')}</h3>
        <Button
          icon="log"
          look="quiet"
          onClick={() => {
            ask({ type: 'openLog', log: which });
          }}
        >
          {which === 'session' ? t('Open session log') : t('Open worker log')}
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
      {place === 'instance' ? t('Open in EC2 Console') : t('Open in CloudWatch')}
    </Button>
  );
}

/** Where the log is kept. Other options and parameters are in the API response below. */
function placeOfLog(which: 'session' | 'worker', { driver, options }: LogConfiguration): readonly FactRow[] {
  const { logGroupName, logStreamName } = options;
  return [
    logGroupName !== undefined && [t('Group'), mono(logGroupName), `${which}LogGroup`],
    logStreamName !== undefined && [t('Stream'), mono(logStreamName), `${which}LogStream`],
    driver !== 'awslogs' && [t('Driver'), mono(driver)],
  ];
}

export function Lifecycle({ snapshot }: { snapshot: SessionSnapshot }) {
  const { session } = snapshot;
  const { targetLifecycleStatus, updatedAtMs, updatedBy } = session;
  return (
    <Section id="lifecycle" title={t('Lifecycle')}>
      <Facts
        rows={[
          [t('Status'), capital(statusWord(session.lifecycleStatus))],
          targetLifecycleStatus !== undefined && [t('Target status'), capital(statusWord(targetLifecycleStatus))],
          [t('Started'), moment(session.startedAtMs)],
          [t('Ended'), moment(session.endedAtMs)],
          [t('Duration'), <Took snapshot={snapshot} />],
          updatedAtMs !== undefined && [t('Updated'), moment(updatedAtMs)],
          updatedBy !== undefined && [t('Updated by'), words(updatedBy)],
          [t('Last updated'), exactTime(snapshot.fetchedAtMs)],
          [t('Session ID'), mono(session.sessionId), 'sessionId'],
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
    <Section id="job" title={t('Job')}>
      {!job.ok && <Unread fault={job.fault} />}
      <Facts
        rows={[
          ...(value
            ? ([
                [t('Name'), words(value.name), 'jobName'],
                [
                  t('Tasks'),
                  <>
                    <TaskCounts counts={value.taskRunStatusCounts} />
                    <JobFailures snapshot={snapshot} />
                  </>,
                ],
                [
                  t('Status'),
                  <>
                    {capital(statusWord(taskRunStatus ?? lifecycleStatus))}
                    {taskRunStatus !== undefined &&
                      lifecycleStatus !== 'CREATE_COMPLETE' &&
                      muted(` · ${statusWord(lifecycleStatus)}`)}
                  </>,
                ],
                [t('Priority'), value.priority],
                [t('Created'), moment(value.createdAtMs)],
                [t('Created by'), words(value.createdBy)],
                [t('Started'), moment(value.startedAtMs)],
                [t('Ended'), moment(value.endedAtMs)],
              ] as const)
            : []),
          [t('Job ID'), mono(key.jobId), 'jobId'],
          [t('Queue'), named(queue)],
          [t('Queue ID'), mono(key.queueId), 'queueId'],
          [t('Farm'), named(farm)],
          [t('Farm ID'), mono(key.farmId), 'farmId'],
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
      title={t('Raw')}
      aside={
        <CopyButton what="raw" title={t('Copy API response')}>
          {t('Copy as JSON')}
        </CopyButton>
      }
    >
      <details
        open={open}
        onToggle={(event) => {
          setOpen(event.currentTarget.open);
        }}
      >
        <summary>{t('API response (GetSession)')}</summary>
        {open && raw === undefined && <p class="muted">{t('It is here after the next refresh.')}</p>}
        {open && raw !== undefined && <pre class="raw">{prettyJson(raw)}</pre>}
      </details>
    </Section>
  );
}
