import type { RuleExamples } from '../../example';

export const HOUDINI_EXAMPLES: RuleExamples = {
  'houdini-scene': {
    source: 'applemin/Deadline_Development plugins/Houdini/Houdini.py; SideFX hou.hipFile.load',
    fails: [
      'Unable to open file: /mnt/prod/sh010.hip',
      'hou.OperationFailed: Failed to load hip file /mnt/prod/a.hiplc',
      'Unable to access the scene file',
    ],
    harmless: ['Loading .hip file /mnt/prod/sh010.hip.'],
  },
  'houdini-node': {
    source: 'CGRU/cgru afanasy/python/parsers/redshift.py and hbatch_redshift.py',
    fails: ['Bad node type found: Redshift_ROP in /out.', 'hou.OperationFailed: Invalid node type name'],
    harmless: ['node type: Redshift_ROP'],
  },
  'houdini-node-other': {
    source: 'SideFX Houdini load warnings in public repositories',
    fails: ['Bad node type found: studio_scatter in /obj/geo1.'],
    harmless: ['The following node types are using incomplete asset definitions:'],
  },
  'houdini-file': {
    source: 'SideFX Houdini node errors; CGRU/cgru afanasy/python/parsers/mantra.py',
    fails: [
      'Error:       Unable to read file "/mnt/geo/oak.0101.bgeo.sc".',
      'Could not open Alembic archive: /mnt/cache/fox.abc',
      'Failed to load VDB file /mnt/vdb/a.0001.vdb',
    ],
    harmless: [
      'Unable to access file $HIP/geo/guide_curves.bgeo.sc, skipping',
      'Unable to load texture "old.rat", using default',
    ],
  },
  'houdini-output-node': {
    source: 'SideFX hbatch and hython',
    fails: [
      'Cannot find node /out/karma1',
      'Unable to find ROP: /out/mantra_fg',
      'Error: No such operator "/out/ifd1"',
    ],
    harmless: ['Rendering frame 1011 of /out/set_harbour_rop'],
  },
  'houdini-camera': {
    source: 'SideFX Houdini ROP errors',
    fails: ['Unable to find camera /obj/cam1', 'Error: No camera specified', 'Invalid camera: /obj/cam_old'],
    harmless: ['camera: /obj/cam1'],
  },
  'houdini-cook': {
    source: 'SideFX HOM, hou.OperationFailed',
    fails: ['Error while cooking.', 'Error:       Cook error in input: /obj/geo1/file1'],
    harmless: ['Cooking /obj/prop_lantern/vdb1'],
  },
  'houdini-crash': {
    source: 'studio lists for Houdini in public repositories',
    fails: [
      '4410: Fatal error: Segmentation fault (sent by pid 64)',
      '*** Caught exception: caught signal SIGSEGV',
      'Saving application data to /tmp/houdini_temp/crash.untitled.job-user_4410.hip',
    ],
    harmless: ['no crash log saved'],
  },
  'houdini-script': {
    source: 'SideFX documentation, hom/hou (exceptions)',
    fails: ['hou.ObjectWasDeleted: Attempt to access an object that no longer exists in Houdini.'],
    harmless: ['hou.hipFile.load done'],
  },
};
