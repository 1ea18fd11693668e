import type { RuleExamples } from '../example';

export const ADAPTORS_EXAMPLES: RuleExamples = {
  'adaptor-scene-missing': {
    source:
      'aws-deadline/deadline-cloud-for-maya src/deadline/maya_adaptor/MayaClient/render_handlers/default_maya_handler.py and its siblings',
    fails: [
      "The scene file '/sessions/assetroot/shots/sh010.ma' does not exist",
      "Error: The project file 'D:\\jobs\\title.aep' does not exist",
      "FileNotFoundError: The script file '/mnt/comp/sh020_v03.nk' does not exist",
    ],
    harmless: ["Opening scene file '/mnt/sh010.ma'"],
  },
  'adaptor-camera': {
    source:
      'aws-deadline/deadline-cloud-for-maya src/deadline/maya_adaptor/MayaClient/render_handlers/default_maya_handler.py; aws-deadline/deadline-cloud-for-3ds-max src/deadline/max_adaptor/MaxClient/render_handlers/default_max_handler.py; aws-deadline/deadline-cloud-for-blender src/deadline/blender_adaptor/BlenderClient/render_handlers/default_blender_handler.py',
    fails: [
      "The specified camera, 'shotCam', does not exist.",
      'Error: The specified camera, PhysCam002, does not exist.',
      'RuntimeError: Camera cam_main is not renderable.',
      "The specified camera, '|rig|cam', is not renderable.",
    ],
    harmless: ['Rendering camera: shotCam', 'Camera "cam_sh010" has no exposure control'],
  },
  'adaptor-no-camera': {
    source:
      'aws-deadline/deadline-cloud-for-maya src/deadline/maya_adaptor/MayaClient/render_handlers/default_maya_handler.py; aws-deadline/deadline-cloud-for-3ds-max src/deadline/max_adaptor/MaxClient/render_handlers/default_max_handler.py',
    fails: [
      'No cameras was specified to render.',
      'Error: MaxClient: start_render called without a camera.',
      "RuntimeError: No camera specified in data: {'frame': 7}",
    ],
    harmless: ['No camera specified in init data'],
  },
  'adaptor-state-set': {
    source:
      'aws-deadline/deadline-cloud-for-3ds-max src/deadline/max_adaptor/MaxClient/render_handlers/default_max_handler.py',
    fails: ["Error: The specified state set, 'fx_pass', does not exist."],
    harmless: ["Setting state set to 'fx_pass'"],
  },
  'adaptor-layer': {
    source:
      'aws-deadline/deadline-cloud-for-maya src/deadline/maya_adaptor/MayaClient/render_handlers/default_maya_handler.py; aws-deadline/deadline-cloud-for-blender src/deadline/blender_adaptor/BlenderClient/render_handlers/default_blender_handler.py',
    fails: [
      "Error: Render layer 'fg_key' not found. Available render layers are: ['masterLayer']",
      "view_layer hair not found among available layers ['ViewLayer']",
    ],
    harmless: ["Available render layers are: ['masterLayer', 'fg']"],
  },
  'adaptor-max-open': {
    source:
      'aws-deadline/deadline-cloud-for-3ds-max src/deadline/max_adaptor/MaxClient/render_handlers/default_max_handler.py',
    fails: ["Error: while opening 'P:\\shots\\sh010.max'"],
    harmless: ["No error while opening 'P:\\shots\\sh010.max'"],
  },
  'adaptor-vray-plugin': {
    source:
      'aws-deadline/deadline-cloud-for-3ds-max src/deadline/max_adaptor/MaxClient/render_handlers/vray_handler.py',
    fails: ['Error: unable to find V-Ray GPU plugin', 'RuntimeError: Error: unable to find V-Ray plugin'],
    harmless: ['V-Ray plugin found: V_Ray_6'],
  },
  'adaptor-renderer-plugin': {
    source:
      'aws-deadline/deadline-cloud-for-maya src/deadline/maya_adaptor/MayaClient/render_handlers/vray_handler.py and renderman_handler.py',
    fails: [
      'MayaClient: The VRay for Maya plugin was not loaded. Please verify that VRay is installed.',
      'MayaClient: The RenderMan for Maya plugin was not loaded. Please verify that it is installed.',
    ],
    harmless: ['The RenderMan for Maya plugin was loaded in 2 s'],
  },
  'adaptor-vray-settings': {
    source: 'aws-deadline/deadline-cloud-for-maya src/deadline/maya_adaptor/MayaClient/render_handlers/vray_handler.py',
    fails: [
      'MayaClient: start_render called with missing vraySettings node in the scene.',
      'MayaClient: Unable to create vraySettings node.',
    ],
    harmless: [
      'MayaClient: vraySettings node not found in the scene!',
      'MayaClient: Created default vraySettings node.',
    ],
  },
  'adaptor-renderer-unsupported': {
    source:
      'aws-deadline/deadline-cloud-for-blender src/deadline/blender_adaptor/BlenderClient/render_handlers/__init__.py; aws-deadline/deadline-cloud-for-maya src/deadline/maya_adaptor/MayaClient/render_handlers/default_maya_handler.py',
    fails: [
      'RuntimeError: Unsupported renderer: BLENDER_CLAY',
      'MayaClient: A region render was specified, but region rendering support is not implemented for the selected renderer.',
    ],
    harmless: ['Using renderer: CYCLES'],
  },
  'adaptor-nuke-nodes': {
    source: 'aws-deadline/deadline-cloud-for-nuke src/deadline/nuke_adaptor/NukeClient/nuke_handler.py',
    fails: [
      "The following nodes are missing from the script: ['Write3']",
      "RuntimeError: The following views are missing from the script: ['left']",
    ],
    harmless: ["Rendering write nodes: ['Write3']"],
  },
  'adaptor-nuke-none': {
    source: 'aws-deadline/deadline-cloud-for-nuke src/deadline/nuke_adaptor/NukeClient/nuke_handler.py',
    fails: [
      'No write nodes were specified.',
      "Invalid frame range a-b. The string frame range must follow the format '<startFrame>-<endFrame>' or '<frame>'",
    ],
    harmless: ["NukeClient: No write nodes were specified, running all write nodes: ['Write1']"],
  },
  'adaptor-houdini-node': {
    source: 'aws-deadline/deadline-cloud-for-houdini src/deadline/houdini_adaptor/HoudiniClient/houdini_handler.py',
    fails: [
      "TypeError: Render node is 'None', no render node has been loaded",
      'ValueError: WEDGENUM out of range: 12',
    ],
    harmless: ['node: /out/karma1', 'wedgenum 3'],
  },
  'adaptor-c4d-memory': {
    source:
      'aws-deadline/deadline-cloud-for-cinema-4d src/deadline/cinema4d_adaptor/Cinema4DClient/cinema4d_handler.py; Cinema 4D Python API, RENDERRESULT values',
    fails: [
      'RuntimeError: Error: render result: Not enough memory.',
      'RenderDocument failed with return code 1',
      'Error: RenderDocument: 1',
    ],
    harmless: ['RenderDocument: 0', 'RenderDocument took 1.2 s'],
  },
  'adaptor-c4d-assets': {
    source:
      'aws-deadline/deadline-cloud-for-cinema-4d src/deadline/cinema4d_adaptor/Cinema4DClient/cinema4d_handler.py; Cinema 4D Python API, RENDERRESULT values',
    fails: [
      'RuntimeError: Error: render result: Assets (textures etc.) are missing.',
      'RenderDocument failed with return code 2',
      'RuntimeError: Error: render result: Project was not found.',
    ],
    harmless: ['RenderDocument: 0'],
  },
  'adaptor-c4d-scene': {
    source:
      'aws-deadline/deadline-cloud-for-cinema-4d src/deadline/cinema4d_adaptor/Cinema4DClient/cinema4d_handler.py; Cinema 4D Python API, RENDERRESULT values',
    fails: ['RuntimeError: Error: render result: Output was not specified.', 'Error: RenderDocument: 1001'],
    harmless: ['render result: Function was successful.'],
  },
  'adaptor-c4d-save': {
    source:
      'aws-deadline/deadline-cloud-for-cinema-4d src/deadline/cinema4d_adaptor/Cinema4DClient/cinema4d_handler.py',
    fails: ['RuntimeError: Error: render result: Failed to save.', 'Error: RenderDocument: 5'],
    harmless: ['RenderDocument: 0 failed to save 0 files'],
  },
  'adaptor-c4d-take': {
    source:
      'aws-deadline/deadline-cloud-for-cinema-4d src/deadline/cinema4d_adaptor/Cinema4DClient/cinema4d_handler.py',
    fails: ['Error: take not found: beauty_night'],
    harmless: ['take: Main'],
  },
  'adaptor-c4d-load': {
    source:
      'aws-deadline/deadline-cloud-for-cinema-4d src/deadline/cinema4d_adaptor/Cinema4DClient/cinema4d_handler.py',
    fails: ['Error: LoadDocument failed: /sessions/assetroot/scene.c4d'],
    harmless: ['LoadDocument: /sessions/assetroot/scene.c4d'],
  },
  'adaptor-redshift-memory': {
    source: 'aws-deadline/deadline-cloud-for-cinema-4d test/unit, test_adaptor.py and issue 475',
    fails: [
      'Failed to allocate mem( 1045504 bytes)',
      "Redshift requires more RAM to render. Please increase the worker's RAM",
    ],
    harmless: ['Allocating GPU mem...(device 0)'],
  },
  'adaptor-keyshot-output': {
    source: 'aws-deadline/deadline-cloud-for-keyshot src/deadline/keyshot_adaptor',
    fails: [
      'You cannot use EXR, TIFF 32 or PSD for the frames when encoding a movie!',
      'RuntimeError: The output format RENDER_OUTPUT_FOO is not valid. Valid formats are defined in the init data schema file.',
    ],
    harmless: ['KeyShot Render Output Format: 7'],
  },
  'adaptor-ae-comp': {
    source: 'aws-deadline/deadline-cloud-for-after-effects src/aeipc/ipc.jsx',
    fails: ["Error: Comp doesn't exist in project", 'Error: Unable to find composition in render queue'],
    harmless: ['Found composition in render queue'],
  },
  'adaptor-unreal-queue': {
    source:
      'aws-deadline/deadline-cloud-for-unreal-engine src/deadline/unreal_adaptor/UnrealClient/step_handlers/unreal_render_step_handler.py',
    fails: [
      'LogPython: Error: Render Executor: Error: Level Sequence not loaded. Check if the sequence exists and is valid',
      "Render Executor: Error: <Object '/Engine/Transient.UnrealEdEngine_0:MoviePipelineQueueSubsystem_0.EditorMoviePipelineQueue' Class 'MoviePipelineQueue'> has 0 jobs",
      'Render Executor: Error: Cannot render the Queue with frame range of zero length',
    ],
    harmless: ['Render Executor: Progress: 50.6', 'Render Executor: Rendering is complete'],
  },
  'adaptor-unreal-script': {
    source:
      'aws-deadline/deadline-cloud-for-unreal-engine src/deadline/unreal_adaptor/UnrealClient/step_handlers/unreal_custom_step_handler.py',
    fails: [
      'Custom Step Executor: Error: Error occured while executing the given script /x/step.py: division by zero',
      "Invalid script. Please check the script have the 'main' method.",
    ],
    harmless: ['Custom Step Executor: Complete: None'],
  },
  'adaptor-script-missing': {
    source:
      'aws-deadline/deadline-cloud-for-unreal-engine src/deadline/unreal_adaptor/UnrealClient/step_handlers/unreal_custom_step_handler.py',
    fails: ['FileNotFoundError: Script D:/jobs/step.py does not exist or it is not a file'],
    harmless: ['Script D:/jobs/step.py done'],
  },
  'adaptor-vred-view': {
    source: 'aws-deadline/deadline-cloud-for-vred src/deadline/vred_submitter/VRED_RenderScript_DeadlineCloud.py',
    fails: ['Could not find the specified camera or viewpoint name: View_07'],
    harmless: ['camera or viewpoint name: View_07'],
  },
  'adaptor-vred-parameter': {
    source: 'aws-deadline/deadline-cloud-for-vred src/deadline/vred_submitter/VRED_RenderScript_DeadlineCloud.py',
    fails: ['ValueError: Invalid render quality: RenderQuality', 'ValueError: StartFrame exceeds EndFrame'],
    harmless: ['render quality: Realistic High'],
  },
  'adaptor-vred-binary': {
    source: 'aws-deadline/deadline-cloud-for-vred src/deadline/vred_submitter/default_vred_job_template.yaml',
    fails: ['FileNotFoundError: VREDCORE binary not found at: /opt/Autodesk/VREDCluster-18.0/bin/VREDCore'],
    harmless: ['VREDCORE binary: /opt/Autodesk/VREDCluster-18.0/bin/VREDCore'],
  },
  'adaptor-host-module': {
    source:
      'aws-deadline/deadline-cloud-for-houdini src/deadline/houdini_adaptor/HoudiniClient/houdini_client.py and its siblings',
    fails: [
      'OSError: Could not find the Houdini module. Are you running this inside of Houdini?',
      'OSError: Could not find the Nuke module. Are you running this inside of Nuke?',
    ],
    harmless: ['Loaded the Houdini module'],
  },
  'adaptor-client-missing': {
    source:
      'aws-deadline/deadline-cloud-for-unreal-engine src/deadline/unreal_adaptor/UnrealAdaptor/adaptor.py and its siblings',
    fails: [
      'Could not find unreal_client.py. Check that the UnrealClient package is in one of the following directories: []',
      'Could not find ipc.jsx . Check that the AEClient package is in one of the following directories: []',
    ],
    harmless: ['Found maya_client.py in /opt/adaptors'],
  },
  'adaptor-program-missing': {
    source:
      'aws-deadline adaptors start these programs by name: deadline-cloud-for-cinema-4d adaptor.py and its siblings; Python subprocess',
    fails: [
      "FileNotFoundError: [Errno 2] No such file or directory: 'hython'",
      "[Errno 2] No such file or directory: '/opt/blender-4.2/blender'",
      "FileNotFoundError: [Errno 2] No such file or directory: 'UnrealEditor-Cmd'",
    ],
    harmless: ['Found hython in /opt/hfs20.5/bin'],
  },
  'adaptor-data-invalid': {
    source:
      'OpenJobDescription/openjd-adaptor-runtime-for-python src/openjd/adaptor_runtime/_entrypoint.py; aws-deadline/deadline-cloud-for-nuke adaptor.py',
    fails: [
      "jsonschema.exceptions.ValidationError: 'scene_file' is a required property",
      "Cannot run Nuke adaptor. 'frame' or 'frameRange' is a required property.",
      'Failed to load data as JSON or YAML: mapping values are not allowed here',
    ],
    harmless: ['init_data validated against init_data.schema.json'],
  },
  'adaptor-frame-missing': {
    source:
      'aws-deadline/deadline-cloud-for-maya src/deadline/maya_adaptor/MayaClient/render_handlers/default_maya_handler.py and its siblings',
    fails: [
      'RuntimeError: MayaClient: start_render called without a frame number.',
      'Exception: NukeClient: start_render called without a frameRange.',
    ],
    harmless: ['MayaClient: Rendering frame 7'],
  },
  'adaptor-socket': {
    source:
      'OpenJobDescription/openjd-adaptor-runtime-for-python src/openjd/adaptor_runtime/_http/sockets.py; _background/frontend_runner.py',
    fails: [
      "NoSocketPathFoundException: Socket path '/tmp/openjd/maya' failed verification",
      'FileExistsError: Cannot init a new backend process with an existing connection file at: /sessions/x/connection.json',
    ],
    harmless: ['Adaptor server listening on /tmp/openjd/maya'],
  },
  'adaptor-module-not-loaded': {
    source: 'OpenJobDescription/openjd-adaptor-runtime-for-python src/openjd/adaptor_runtime/_entrypoint.py',
    fails: [
      'ModuleNotFoundError: Adaptor module is not loaded: deadline.maya_adaptor',
      "No module named 'deadline.nuke_adaptor'",
    ],
    harmless: ['Adaptor module: deadline.maya_adaptor'],
  },
};
