import type { RuleExamples } from '../example';

export const LICENSE_SERVERS_EXAMPLES: RuleExamples = {
  'flexnet-code': {
    source: 'FlexNet Publisher License Administration Guide, error codes (docs.revenera.com/fnp)',
    fails: [
      'FlexNet Licensing error:-15,570.  System Error: 115 "Operation now in progress"',
      'FLEXlm error: -5,357',
      'FLEXnet Licensing error:-4,132',
    ],
    harmless: ['FlexNet Licensing: 0 errors, checked out in 0.4 s', 'Loaded libFlexnet error table, 212 entries'],
  },
  'flexnet-code-short': {
    source: 'FLEXnet Licensing End User Guide, error message format 1',
    fails: [
      "Can't connect to license server (-15,12:61) Connection refused",
      'Licensed number of users already reached (-4,342)',
    ],
    harmless: ['License checked out for node (12,40)', 'licenses pane moved to (-15 px, 12 px)'],
  },
  'flexnet-server-down': {
    source: 'FlexNet Publisher License Administration Guide, error codes (docs.revenera.com/fnp)',
    fails: [
      'Could not obtain license: cannot connect to license server system.',
      ' The license server manager (lmgrd) has not been started yet,',
      'License server machine is down or not responding.',
    ],
    harmless: [
      'Connected to license server system 27000@lic01.example.internal',
      'Checking that we can connect to license server... ok',
    ],
  },
  'flexnet-daemon-down': {
    source: 'FlexNet Publisher License Administration Guide, error codes (docs.revenera.com/fnp)',
    fails: [
      'The desired vendor daemon is down.',
      'Check the lmgrd log file, or try lmreread. The vendor daemon is too old.',
    ],
    harmless: ['vendor daemon adskflex is up since 12 days'],
  },
  'flexnet-seats': {
    source: 'FlexNet Publisher License Administration Guide, error codes (docs.revenera.com/fnp)',
    fails: [
      'Licensed number of users already reached.',
      'All licenses in use (-22)',
      'You have reached the maximum number of licenses.',
      'Checkout exceeds MAX specified in options file.',
    ],
    harmless: ['License seats: 12 of 40 in use', 'Maximum number of users: 40'],
  },
  'flexnet-feature': {
    source: 'FlexNet Publisher License Administration Guide, error codes (docs.revenera.com/fnp)',
    fails: [
      'No such feature exists.',
      'License server system does not support this feature.',
      'Feature has expired.',
      'Cannot find license file.',
    ],
    harmless: ['License feature maya_2025 expires in 12 days'],
  },
  'flexnet-clock': {
    source: 'FlexNet Publisher License Administration Guide, error codes (docs.revenera.com/fnp)',
    fails: ['Clock difference too large between client and license server system.'],
    harmless: ['Clock difference to time server 0.02 s'],
  },
  'license-checkout-failed': {
    source: 'Autodesk and FlexNet clients; aws-deadline/deadline-cloud-samples containers/maya README, troubleshooting',
    fails: [
      'License checkout failed for feature mocap_solver 3.1',
      'generic license checkout error',
      'LICENSE CHECKOUT ERROR: server busy',
    ],
    harmless: ['license checkout failed: server lic01 busy, retrying 2/5', 'License checkout took 0.7 s'],
  },
  'rlm-product': {
    source: 'RLM License Administration, status values (reprisesoftware.com); Nuke logs in public repositories',
    fails: [
      'No license for product (-1)',
      'nuke : No license for product ENT_STATUS_RLM_LICENSE_NOPRODUCT',
      'nuke : Communications error with license server ENT_STATUS_RLM_LICENSE_COMM_ERROR',
    ],
    harmless: ['RLM Environment Info : /usr/local/foundry/RLM'],
  },
  'rlm-server': {
    source: 'RLM License Administration, status values -17, -105, -111',
    fails: ['Communications error with license server (-17)', 'Error communicating with license server (-17)'],
    harmless: ['communication with license server took 40 ms'],
  },
  'rlm-invalid': {
    source: 'RLM License Administration, status values -3, -4, -5',
    fails: ['License has expired (-3)', 'Wrong host for license (-4)'],
    harmless: ['License expires on: 2027/2/14', 'License never expires'],
  },
  'rlm-arnold': {
    source:
      'arnoldsupport.com, "RLM: the curious case of the missing log entries"; CGRU/cgru afanasy/python/parsers/arnold.py',
    fails: [
      '[rlm] error checking out license for arnold (version 20140113):',
      '[rlm] error initializing license system',
    ],
    harmless: ['00:00:00   444MB         | [rlm] checking connection to license servers ...'],
  },
  'adsk-not-obtained': {
    source: 'applemin/Deadline_Development plugins/MayaCmd/MayaCmd.py',
    fails: ['Maya: License was not obtained', 'Maya 2025: License was not obtained (error 20)'],
    harmless: ['Maya: License was obtained from 27000@lic02.example.internal'],
  },
  'adsk-clm': {
    source: 'aws-deadline/deadline-cloud-samples containers/maya, troubleshooting; Arnold logs',
    fails: [
      '[clm] license checkout error (44)',
      '[adlsdk] unable to connect to license server 27000@lic02.example.internal',
    ],
    harmless: ['00:00:01   102MB         | [clm.v1] authorized in 0.7 seconds'],
  },
  'arnold-license-abort': {
    source:
      'aws-deadline/deadline-cloud-for-maya src/deadline/maya_adaptor/MayaAdaptor/adaptor.py; Autodesk/arnold-usd',
    fails: [
      'aborting render because the abort_on_license_fail option was enabled',
      'aborting render because this is a batch render and abort_on_license_fail option is enabled',
      '[rlm] abort_on_license_fail enabled, aborting',
      'Arborting: ARNOLD_FORCE_ABORT_ON_LICENSE_FAIL is set and Arnold license not found',
    ],
    harmless: ['options.abort_on_license_fail = off'],
  },
  'arnold-watermark': {
    source: 'aws-deadline/deadline-cloud-samples containers/maya, troubleshooting',
    fails: ['could not initialize license'],
    harmless: [
      'rendering with watermarks because of failed authorization:',
      'rendering with watermarks because ARNOLD_LICENSE_ORDER = none',
    ],
  },
  'license-dongle': {
    source: 'Sentinel LDK API reference, status codes; WIBU-SYSTEMS CodeMeter manual, error codes',
    fails: [
      'Sentinel key not found (H0007)',
      'WIBU-SYSTEMS: CmContainer Entry not found, Error 200.',
      'ERROR: dongle not found',
    ],
    harmless: ['CmContainer 130-2893154113 found', 'Sentinel key 1 of 2 connected'],
  },
};
