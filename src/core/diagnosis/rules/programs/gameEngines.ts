import type { Rule } from '../../matching/rule';

/** What Unreal Engine, Unity and Godot report. */
export const GAME_ENGINES_RULES: readonly Rule[] = [
  {
    id: 'unreal-gpu-memory',
    pattern:
      /\bOut of video memory trying to allocate\b|\bLog\w{0,20}RHI: .{0,80}out of (?:video |GPU |device )?memory\b|\bOut of memory on Vulkan\b/i,
    cause: 'gpu-memory',
    certainty: 'sure',
  },
  {
    id: 'unreal-device',
    pattern:
      /\bDXGI_ERROR_DEVICE_(?:REMOVED|HUNG|RESET)\b|\bVK_ERROR_DEVICE_LOST\b|\bGPU crashed or D3D device removed\b|\bD3D device (?:being )?lost\b|\bGPU Crash dump Triggered\b|\bUnreal Engine is exiting due to D3D device being lost\b/i,
    cause: 'gpu-display',
    certainty: 'sure',
  },
  {
    id: 'unreal-gpu',
    pattern:
      /\bD3D1[12]-compatible GPU\b.{0,80}required|\bDX1[12] is not supported on your system\b|\b(?:Failed to find|Cannot find|Could not find|Failed to create) (?:a |any )?(?:compatible )?Vulkan (?:device|driver|instance)\b|\bVulkan.{0,40}(?:not supported|driver .{0,20}too old)/i,
    cause: 'gpu-display',
    certainty: 'sure',
  },
  {
    id: 'unreal-memory',
    pattern: /\bRan out of memory allocating \d{1,20} bytes\b|\bFPlatformMemory::OnOutOfMemory\b/i,
    cause: 'memory',
    certainty: 'sure',
  },
  {
    id: 'unreal-crash',
    pattern:
      /\bUnhandled Exception: EXCEPTION_\w{3,40}\b|\bLogWindows: Error: (?:=== Critical error: ===|Fatal error!)|\bAssertion failed: .{1,300}\[File:|\bFatal error: \[File:|\bCaught signal \d{1,2} (?:Segmentation|Aborted)|\bUnhandled Exception: SIG(?:SEGV|ABRT)/,
    cause: 'crash',
    certainty: 'likely',
  },
  {
    id: 'unreal-plugin',
    pattern:
      /\bPlugin ['"](?<subject>[\w ]{1,60})['"] failed to load because\b|\bUnable to find plugin ['"](?<plugin>[\w ]{1,60})['"]|\bmodules are missing or built with a different engine version\b|\bThis project requires the ['"](?<required>[\w ]{1,60})['"] plugin\b/i,
    cause: 'component-missing',
    certainty: 'sure',
  },
  {
    id: 'unreal-project',
    pattern:
      /\bFailed to open descriptor file\b ?'?(?<subject>[^']{0,300})|\bProject file (?:was )?(?:not found|does not exist):? ?(?<file>.{1,300}\.uproject)\b|\bCould ?n[o']t (?:find|open) (?:the )?(?:project|uproject)\b/i,
    cause: 'missing-input',
    certainty: 'sure',
  },
  {
    id: 'unreal-asset',
    pattern:
      /\bFailed to (?:load|find) (?:object|asset|map|package|level|sequence|class|file)? ?'?(?<subject>\/(?:Game|Engine|Script)\/[^'\s]{1,200})'?.{0,40}(?:can't find file|not found|does not exist|failed)?|\bLogMovieRenderPipeline\w{0,20}: Error: .{0,200}\b(?:sequence|map|level|asset|queue|config)\b/i,
    cause: 'missing-input',
    certainty: 'likely',
  },
  {
    id: 'unreal-version',
    pattern:
      /\b(?:package|asset|file) .{0,200}(?:is too new|has (?:a )?newer (?:custom )?version|was saved (?:with|by|in) a newer)\b|\bnewer than (?:the )?(?:current )?engine version\b/i,
    cause: 'bad-scene',
    certainty: 'likely',
  },
  {
    id: 'unity-scripts',
    pattern:
      /\bScripts have compiler errors\b|\berror CS\d{4}: |\bexecuteMethod (?:class|method) '?(?<subject>[\w.]{1,100})'? (?:could not be found|threw exception)/i,
    cause: 'script-error',
    certainty: 'sure',
  },
  {
    id: 'unity-project',
    pattern: /\bCouldn't set project path to:? ?"?(?<subject>[^"]{1,300})/i,
    cause: 'missing-input',
    certainty: 'sure',
  },
  {
    id: 'unity-graphics',
    pattern:
      /\bInitializeEngineGraphics failed\b|\bFailed to initialize (?:graphics|player|the graphics device)\b.{0,40}|\bNo supported (?:renderers|graphics API) (?:found|available)/i,
    cause: 'gpu-display',
    certainty: 'sure',
  },
  {
    id: 'unity-memory',
    pattern: /\bCould not allocate memory: System out of memory\b|\bDynamicHeapAllocator out of memory\b/i,
    cause: 'memory',
    certainty: 'sure',
  },
  {
    id: 'unity-package',
    pattern:
      /\bPackage \[?(?<subject>com\.[\w.-]{2,80}).{0,20}\]? cannot be found\b|\bProject has invalid dependencies\b|\bAn error occurred while resolving packages\b/i,
    cause: 'component-missing',
    certainty: 'likely',
  },
  {
    id: 'godot-resource',
    pattern:
      /\b(?:Failed loading resource|Cannot open file|Can't open file|Resource file not found):? '?(?<subject>res:\/\/[^']{1,200})/i,
    cause: 'missing-input',
    certainty: 'likely',
  },
  {
    id: 'godot-project',
    pattern: /\bCouldn't load project data at path\b|\bCouldn't detect whether to run the editor\b/i,
    cause: 'missing-input',
    certainty: 'sure',
  },
  {
    id: 'godot-script',
    pattern: /\bSCRIPT ERROR: (?:Parse Error|Compile Error|Invalid|Attempt to call)|\bParse Error: .{1,200}/,
    cause: 'script-error',
    certainty: 'sure',
  },
  {
    id: 'godot-display',
    pattern:
      /\bUnable to create (?:DisplayServer|OpenGL|Vulkan)\b|\bdrivers? seems? not to support the required (?:OpenGL|Vulkan|Direct)\b/i,
    cause: 'gpu-display',
    certainty: 'sure',
  },
  {
    id: 'godot-template',
    pattern: /\bNo export template found at the expected path\b/i,
    cause: 'component-missing',
    certainty: 'sure',
  },
];
