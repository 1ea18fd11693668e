import type { Rule } from '../../matching/rule';

/** What the Deadline Cloud adaptors and the OpenJD adaptor runtime report in their own words. */
export const ADAPTORS_RULES: readonly Rule[] = [
  {
    id: 'adaptor-scene-missing',
    pattern: /\bThe (?:scene|script|project) file '(?<subject>[^']{1,400})' does not exist/,
    cause: 'missing-input',
    certainty: 'sure',
  },
  {
    id: 'adaptor-camera',
    pattern: /\b(?:the specified )?camera,? '?(?<subject>[^',]{1,200})'?,? (?:does not exist|is not renderable)\b/i,
    cause: 'bad-scene',
    certainty: 'sure',
  },
  {
    id: 'adaptor-no-camera',
    pattern:
      /\bno cameras? (?:was|were) specified to render|\bstart_render called without a (?:valid )?camera\b|\bno camera specified in data\b/i,
    cause: 'bad-scene',
    certainty: 'sure',
  },
  {
    id: 'adaptor-state-set',
    pattern: /\bthe specified state set, '?(?<subject>[^',]{1,200})'?, does not exist/i,
    cause: 'bad-scene',
    certainty: 'sure',
  },
  {
    id: 'adaptor-layer',
    pattern:
      /\brender layer '?(?<subject>[^']{1,200}?)'? not found\. available|\bview_layer (?:.{1,200}) not found among available layers/i,
    cause: 'bad-scene',
    certainty: 'sure',
  },
  {
    id: 'adaptor-max-open',
    pattern: /\bError: while opening '(?<subject>[^']{1,400})'/,
    cause: 'bad-scene',
    certainty: 'likely',
  },
  {
    id: 'adaptor-vray-plugin',
    pattern: /\bunable to find V-Ray (?:GPU )?plugin\b/i,
    cause: 'component-missing',
    certainty: 'sure',
  },
  {
    id: 'adaptor-renderer-plugin',
    pattern: /\bThe (?<subject>V-?Ray|RenderMan|Redshift|Arnold|Octane) for Maya plug-?in was not loaded\b/i,
    cause: 'component-missing',
    certainty: 'sure',
  },
  {
    id: 'adaptor-vray-settings',
    pattern: /\bstart_render called with missing vraySettings node|\bunable to create vraySettings node/i,
    cause: 'bad-scene',
    certainty: 'sure',
  },
  {
    id: 'adaptor-renderer-unsupported',
    pattern:
      /\bRuntimeError: Unsupported renderer: (?<subject>\S{1,80})|\bregion rendering support is not implemented for the selected renderer\b|\bmust be fully defined or all empty, but were partially specified/i,
    cause: 'bad-scene',
    certainty: 'likely',
  },
  {
    id: 'adaptor-nuke-nodes',
    pattern: /\bThe following (?:nodes|views) are missing from the script: (?<subject>.{1,200})/i,
    cause: 'bad-scene',
    certainty: 'sure',
  },
  {
    id: 'adaptor-nuke-none',
    pattern:
      /\bNo (?:write nodes|views) were specified\.|\bInvalid frame range .{1,80} The string frame range must follow/,
    cause: 'bad-scene',
    certainty: 'sure',
  },
  {
    id: 'adaptor-houdini-node',
    pattern: /\bRender node is 'None', no render node has been loaded\b|\bWEDGENUM out of range\b/,
    cause: 'bad-scene',
    certainty: 'sure',
  },
  {
    id: 'adaptor-c4d-memory',
    pattern: /\brender result: Not enough memory\b|\bRenderDocument(?: failed with return code)?:? {0,2}1(?!\d)/i,
    cause: 'memory',
    certainty: 'likely',
  },
  {
    id: 'adaptor-c4d-assets',
    pattern:
      /\brender result: (?:Assets \(textures etc\.\) are missing|GI cache is missing|Project was not found)|\bRenderDocument(?: failed with return code)?:? {0,2}(?:2|7|1000)(?!\d)/i,
    cause: 'missing-input',
    certainty: 'sure',
  },
  {
    id: 'adaptor-c4d-scene',
    pattern:
      /\brender result: (?:There was an error while loading the project|Output was not specified)|\bRenderDocument(?: failed with return code)?:? {0,2}(?:1001|1002)(?!\d)/i,
    cause: 'bad-scene',
    certainty: 'sure',
  },
  {
    id: 'adaptor-c4d-save',
    pattern: /\brender result: Failed to save\b|\bRenderDocument(?: failed with return code)?:? {0,2}5(?!\d)/i,
    cause: 'permission',
    certainty: 'likely',
  },
  {
    id: 'adaptor-c4d-take',
    pattern: /\bError: take not found: (?<subject>.{1,120})/,
    cause: 'bad-scene',
    certainty: 'sure',
  },
  {
    id: 'adaptor-c4d-load',
    pattern: /\bLoadDocument failed: (?<subject>.{1,300})/,
    cause: 'bad-scene',
    certainty: 'likely',
  },
  {
    id: 'adaptor-redshift-memory',
    pattern: /\bFailed to allocate mem ?\(|\bRedshift requires more RAM to render\b/i,
    cause: 'memory',
    certainty: 'sure',
  },
  {
    id: 'adaptor-keyshot-output',
    pattern:
      /\bYou cannot use EXR, TIFF 32 or PSD for the frames when encoding a movie\b|\bThe output format (?<subject>\S{1,60}) is not valid\b/,
    cause: 'bad-scene',
    certainty: 'sure',
  },
  {
    id: 'adaptor-ae-comp',
    pattern: /\bcomp doesn't exist in project\b|\bunable to find composition in render queue\b/i,
    cause: 'bad-scene',
    certainty: 'sure',
  },
  {
    id: 'adaptor-unreal-queue',
    pattern: /\bRender Executor: Error: .{0,300}(?:has 0 jobs|Level Sequence not loaded|frame range of zero length)/,
    cause: 'bad-scene',
    certainty: 'sure',
  },
  {
    id: 'adaptor-unreal-script',
    pattern: /\bCustom Step Executor: Error:|\bPlease check the script have the 'main' method/,
    cause: 'script-error',
    certainty: 'sure',
  },
  {
    id: 'adaptor-script-missing',
    pattern: /\bScript (?<subject>\S{1,300}) does not exist or it is not a file\b/,
    cause: 'missing-input',
    certainty: 'sure',
  },
  {
    id: 'adaptor-vred-view',
    pattern: /\bCould not find the specified camera or viewpoint name: ?(?<subject>.{0,120})/,
    cause: 'bad-scene',
    certainty: 'sure',
  },
  {
    id: 'adaptor-vred-parameter',
    pattern:
      /\bValueError: (?:Invalid (?:animation type|render quality|Supersampling quality|DLSS quality)|StartFrame exceeds EndFrame)/i,
    cause: 'bad-scene',
    certainty: 'sure',
  },
  {
    id: 'adaptor-vred-binary',
    pattern: /\bVRED(?:CORE|PRO) binary not found at: ?(?<subject>.{0,200})/i,
    cause: 'program-missing',
    certainty: 'sure',
  },
  {
    id: 'adaptor-host-module',
    pattern: /\bCould not find the (?<subject>[\w ]{2,20}) module\. Are you running this inside of\b/,
    cause: 'component-missing',
    certainty: 'sure',
  },
  {
    id: 'adaptor-client-missing',
    pattern:
      /\bCould not find (?<subject>\w{2,30}(?:\.py|\.jsx)) ?\. Check that the \w{2,30} package is in one of the\b/,
    cause: 'component-missing',
    certainty: 'sure',
  },
  {
    id: 'adaptor-program-missing',
    pattern:
      /\[(?:Errno|WinError) 2\] .{0,120}: '(?:[^'\s]{0,200}[\\/])?(?<subject>(?:maya|mayapy|mayabatch|hython|hbatch|husk|houdini|nuke|blender|commandline|cinema ?4d|3dsmaxbatch|3dsmaxcmd|afterfx|aerender|keyshot|UnrealEditor|vred\w{0,8}|rhino|katana|kick|vray|prman)[\w.-]{0,16})'/i,
    cause: 'program-missing',
    certainty: 'sure',
  },
  {
    id: 'adaptor-data-invalid',
    pattern:
      /\bjsonschema\.exceptions\.ValidationError\b|\bCannot run \w{2,20} adaptor\. '|\bFailed to load data as JSON or YAML\b|\bExpected loaded data to be a dict\b/,
    cause: 'script-error',
    certainty: 'likely',
  },
  {
    id: 'adaptor-frame-missing',
    pattern:
      /\b(?:Maya|Max|Blender|AE|Nuke)Client: start_render called without a (?:frame number|frameRange|valid output path)/,
    cause: 'script-error',
    certainty: 'likely',
  },
  {
    id: 'adaptor-socket',
    pattern:
      /\b(?:Nonvalid|No)SocketPath(?:Found)?Exception\b|\bSocket path '.{1,200}' failed verification|\bSocket name too long\.|\bCannot init a new backend process with an existing connection file/,
    cause: 'worker-setup',
    certainty: 'likely',
  },
  {
    id: 'adaptor-module-not-loaded',
    pattern:
      /\bAdaptor module is not (?:loaded|a package): (?<subject>\S{1,100})|\bNo module named '?(?<module>deadline\.\w{2,40}_adaptor|openjd\.adaptor_runtime)/,
    cause: 'component-missing',
    certainty: 'likely',
  },
];
