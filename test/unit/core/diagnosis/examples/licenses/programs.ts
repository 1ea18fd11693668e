import type { RuleExamples } from '../example';

export const LICENSE_PROGRAMS_EXAMPLES: RuleExamples = {
  'vray-license': {
    source: 'aws-deadline/deadline-cloud-for-maya src/deadline/maya_adaptor/MayaAdaptor/adaptor.py',
    fails: [
      'error: Could not obtain a license (101): Bad response from lic03.example.internal:30304',
      'error: Could not obtain a license',
      'V-Ray GPU license error (32): no such license',
    ],
    harmless: ['[2026/Nov/23|09:00:02] [210 MB] License obtained from lic02.example.internal'],
  },
  'maxon-license': {
    source:
      'aws-deadline/deadline-cloud-for-cinema-4d test/unit, test_adaptor.py; CGRU/cgru afanasy/python/parsers/redshift.py',
    fails: [
      '[Redshift] Maxon licensing error: User not logged in (7)',
      'Redshift Error: Maxon licensing error: License not activated',
      'Redshift license error. Rendering will stop',
    ],
    harmless: ['[Redshift] License acquired', 'Redshift Info: licensing done in 0.3 s'],
  },
  'c4d-license': {
    source:
      'aws-deadline/deadline-cloud-for-cinema-4d test/unit, test_adaptor.py; applemin/Deadline_Development plugins/Cinema4D/Cinema4D.py',
    fails: [
      'License Check error',
      'Invalid License from License Server',
      'Enter Registration Data',
      'Invalid Serial Number',
    ],
    harmless: ['License check: ok', 'Serial number 11*** accepted'],
  },
  'houdini-license': {
    source:
      'aws-deadline/deadline-cloud-for-houdini src/deadline/houdini_adaptor/HoudiniAdaptor/adaptor.py; CGRU/cgru afanasy/python/parsers/hbatch.py',
    fails: ['No licenses could be found to run this application.', '    Please check for a valid license server host'],
    harmless: ['hserver: connected to license server lic02.example.internal'],
  },
  'houdini-license-acquire': {
    source:
      'aws-deadline/deadline-cloud-for-houdini and -for-nuke adaptors; SideFX license FAQ (sidefx.com/faq/license-management)',
    fails: [
      'Unable to acquire a license',
      'Unable to Acquire a Houdini license',
      'Houdini encountered a license error: No licenses could be found',
      'Nuke failed to acquire a license.',
    ],
    harmless: ['acquired a license in 0.2 s'],
  },
  'sesinetd-down': {
    source: 'SideFX license FAQ (sidefx.com/faq/license-management)',
    fails: ['Could not connect to hserver on localhost', 'Cannot reach sesinetd on lic04.example.internal:1715'],
    harmless: ['hserver is running on port 1714'],
  },
  'foundry-license': {
    source:
      'aws-deadline/deadline-cloud-for-nuke test/unit/deadline_adaptor_for_nuke/NukeAdaptor/test_adaptor.py; Katana logs in public repositories',
    fails: [
      'A license for nuke was not found',
      'FOUNDRY LICENSE ERROR REPORT',
      'Reason for failure: A suitable license does not exist.',
      '[INFO LicenseCheck]: Interactive License failed.',
    ],
    harmless: ['[INFO LicenseCheck]: Interactive License OK', 'Licence expires on: 2027/2/14'],
  },
  'renderman-license': {
    source:
      'aws-deadline/deadline-cloud-for-maya src/deadline/maya_adaptor/MayaAdaptor/adaptor.py; studio error lists for prman',
    fails: [
      'R50009 {SEVERE} License location is not set in rendermn.ini - aborting.',
      'Error: R50005 License error: no server responds',
      'R50002 {SEVERE} License server refused',
    ],
    harmless: ['R50000 {INFO} License checked out: PhotoRealistic-RenderMan'],
  },
  'adaptor-license': {
    source: 'aws-deadline/deadline-cloud-for-maya src/deadline/maya_adaptor/MayaAdaptor/adaptor.py',
    fails: [
      'This error is typically associated with a licensing error when using RenderMan. Check your licensing configuration.',
    ],
    harmless: ['This warning is typically associated with an old layout'],
  },
  'adaptor-start-license': {
    source: 'aws-deadline/deadline-cloud-for-maya, -houdini and -cinema-4d adaptors',
    fails: [
      'RuntimeError: Error encountered when initializing Maya - Please check for sufficient disk space and necessary write permissions of MAYA_APP_DIR.',
      'RuntimeError: Error encountered when initializing Houdini',
    ],
    harmless: ['initializing Maya took 12 s'],
  },
  'vred-license': {
    source: 'applemin/Deadline_Development plugins/VRED/VRED.py',
    fails: ['No valid license found', 'VRED: no valid license available'],
    harmless: ['valid license found for VREDPro'],
  },
  'keyshot-license': {
    source: 'applemin/Deadline_Development plugins/Maxwell/Maxwell.py',
    fails: ['ERROR pgLicenseCheck: no license server', 'KeyShot license not found on this machine'],
    harmless: ['KeyShot license: network rendering, 32 cores'],
  },
  'clarisse-license': {
    source: 'applemin/Deadline_Development plugins/Clarisse/Clarisse.py and Lightwave.py',
    fails: [
      'Unable to obtain a license.',
      'Check your license server for available licenses.',
      'Warning: Unable to find a valid license key',
    ],
    harmless: ['License obtained: clarisse_cnode'],
  },
  'unity-license': {
    source: 'game-ci/unity-builder issue 484; game-ci/docker issue 120',
    fails: [
      'No valid Unity Editor license found. Please activate your license.',
      'BatchMode: Unity has not been activated with a valid License. Could be a new activation or renewal...',
      'Cancelling DisplayDialog: Failed to activate/update license. Missing or bad username or password.',
    ],
    harmless: [
      '[Licensing::Module] License is not active (com.unity.editor.ui). HasEntitlements will fail.',
      '[Licensing::Module] Successfully connected to LicensingClient',
    ],
  },
  'spm-license': {
    source: 'applemin/Deadline_Development plugins/MentalRay/MentalRay.py',
    fails: ["Can't connect to any SPM license server"],
    harmless: ['connected to SPM license server 7053@lic01'],
  },
  'plugin-not-authorized': {
    source: 'CGRU/cgru afanasy/python/parsers/mayafumefx.py',
    fails: ['Error: FumeFX is not authorized', 'This product is not activated.'],
    harmless: ['FumeFX is authorized until 2027'],
  },
  'ubl-license': {
    source: 'applemin/Deadline_Development plugins/Draft/Draft.py',
    fails: ["Could not find a license for module 'Draft'", 'No usage-based licenses available'],
    harmless: ["Found a license for module 'Draft'"],
  },
  'version-expired': {
    source: 'applemin/Deadline_Development plugins/Rendition/Rendition.py',
    fails: ['This version of V-Ray has expired', 'Your trial has expired.'],
    harmless: ['cache entry has expired, refreshing'],
  },
  'octane-license': {
    source: 'OctaneRender user forum and standalone manual (docs.otoy.com)',
    fails: ['OctaneRender not activated', 'Octane: license error, no free license on the account'],
    harmless: ['Octane: activated, subscription until 2027'],
  },
  'corona-license': {
    source: 'Chaos Corona licensing help (docs.chaos.com)',
    fails: ['Corona licensing error: no license found', 'Corona license server is not running'],
    harmless: ['Corona licensing: node license obtained'],
  },
  'yeti-license': {
    source: 'Peregrine Labs Yeti and 3Delight user documentation',
    fails: ['YETI ERROR: license could not be checked out from 5053@lic01', '3Delight: no valid license'],
    harmless: ['YETI license checked out'],
  },
  'adobe-license': {
    source: 'Adobe help, licensing errors of After Effects (helpx.adobe.com)',
    fails: ['After Effects error: licensing error 213:19', 'Adobe After Effects is not licensed on this computer'],
    harmless: ['Adobe licensing: named user, ok'],
  },
  'license-generic-get': {
    source: 'shape common to license clients: V-Ray, Clarisse, Nuke and Yeti above',
    fails: [
      'mocap: could not check out a floating license for solver',
      'Failed to get a render license',
      'unable to verify license for feature comp_batch',
    ],
    harmless: [
      'could not obtain a license from lic01, retrying on lic02',
      'failed to get a license, rendering with watermark',
    ],
  },
  'license-generic-not-got': {
    source: 'shape common to programs: KeyShot, Clarisse, plug-ins',
    fails: ['[KeyShot] Error: License could not be acquired', 'Error: the render license cannot be checked out.'],
    harmless: ['License could not be acquired, retrying in 30 s', 'A license could be acquired'],
  },
  'license-generic-none': {
    source: 'shape common to license clients, see V-Ray, VRED and Nuke above',
    fails: [
      'No valid license key was found for this feature',
      'No available licenses for Houdini-Engine: all 5 tokens are checked out',
      'No free licenses available for feature sim_batch',
      'no license available',
    ],
    harmless: ['no licenses were found on lic01, retrying on lic02', 'no licenses in use: 0'],
  },
  'license-generic-server': {
    source: 'shape common to license clients, see FlexNet and RLM above',
    fails: ['license server 5053@lic01.example.internal is not responding', 'License server lic07 unreachable'],
    harmless: ['license server lic01 not reachable, using lic02'],
  },
  'license-generic-connect': {
    source: 'shape common to license clients, see FlexNet and RLM above',
    fails: ['Houdini: Unable to connect to license server', 'Could not connect to the license server at lic01:5053'],
    harmless: ['could not reach license server lic01, using lic02'],
  },
  'license-generic-error': {
    source: 'shape common to license clients, see V-Ray, Redshift and Arnold above',
    fails: [
      '[C4D] License check failed (error 3): no command line license',
      'Licensing error: all 40 seats are in use',
      'Arnold: license not found',
      'Product license is not available',
    ],
    harmless: ['license errors: 0', 'license is available'],
  },
  'license-generic-expired': {
    source: 'shape common to license clients, see Adobe, Unity and Octane above',
    fails: [
      'Subscription expired: please renew your plan to keep rendering',
      'ERROR: Not authorized to run Toolbag in batch mode',
    ],
    harmless: ['subscription expires on 2027-03-18', 'license has 12 days left'],
  },
};
