import type { Rule } from '../matching/rule';

/** Words with which a line takes back what it says, or only announces it. */
const HARMLESS = String.raw`warning|warn|using|uses|skip\w{0,4}|ignor\w{1,4}|fall(?:ing|s)? ?back|continu\w{1,4}|defaults?|retry\w{0,3}|optional|disabled|harmless|placeholder|substitut\w{1,4}|expected\)|creating|will be created|debug`;
/** Other reasons, of which tables before this one tell. */
const OTHER_REASON = String.raw`for writing|permission denied|access is denied|stale file|put\/output|no space|quota|read-only|timed out|connection`;
const CANNOT = String.raw`(?:cannot|can't|can not|could not|couldn't|unable to|failed to|failure to|not able to|error: )`;
const IS_NOT_THERE = String.raw`(?:was |is |were |file |could |can ?|does )?(?:not (?:found|be (?:found|opened|read|loaded)|exist|available|readable)|missing|doesn't exist|can't be (?:found|opened|read)|no such file)`;

/** Files by what they hold: images and caches; scenes and projects; code. */
const INPUTS = String.raw`exr|tx|tif|tiff|png|jpe?g|hdr|dpx|tga|rat|tex|psd|iff|sgi|bgeo|sc|geo|abc|vdb|fbx|obj|ply|gltf|glb|stl|bvh|mov|mp4|mxf|wav|aif|mp3|cube|spi1d|csp|ocio|cdl|ies|csv|txt|ptex|ptx|vrmesh|vrmap|xgen|sim|mcx|pc2|mdd|atlas|ttf|otf|udim`;
const SCENES = String.raw`m[ab]|hip(?:nc|lc)?|blend|nk|c4d|max|aep|aepx|usd[acz]?|ass(?:\.gz)?|rib|vrscene|rs|ifd|bip|ksp|vpb|uproject|comp|ntp|katana|project|lxo|lws|3dm|skp|gfr|moho|prproj|drp|mxs|mi|xml|json|yaml`;
const CODE = String.raw`so(?:\.\d{1,3}){0,3}|dll|mll|dylib|ofx|bundle|xlf|cdl64|dl[rotmu]|gizmo|otl|hda|hdalc|lx|plugin|aex|pyd|whl|jar`;

/** A line in which words stand and which does not take them back; `harmless` are more words that do. */
function saying(words: string, harmless = '', otherReason = ''): RegExp {
  const unlessOther = otherReason === '' ? '' : String.raw`(?!.{0,1000}(?:${otherReason}))`;
  return RegExp(String.raw`^(?!.{0,800}\b(?:${harmless}${HARMLESS})\b)${unlessOther}.{0,600}${words}`, 'i');
}

/** `Cannot open "a.exr"`. */
function cannotOpen(files: string): RegExp {
  return saying(
    String.raw`\b${CANNOT} ?(?:open|find|load|read|locate|access|import|parse|process|resolve)\b.{0,80}?[\s"'\x60(@:=](?<subject>[^\s"'\x60()@,;]{1,300}\.(?:${files}))\b`,
    '',
    OTHER_REASON,
  );
}

/** `a.exr does not exist`. */
function isNotThere(files: string): RegExp {
  return saying(
    String.raw`(?:^|[\s"'\x60(@:=])(?<subject>[^\s"'\x60()@,;]{1,300}\.(?:${files}))\b["'\x60)@]{0,2},?:? ${IS_NOT_THERE}`,
    '',
    OTHER_REASON,
  );
}

function likely(id: string, cause: Rule['cause'], pattern: RegExp): Rule {
  return { id: `generic-${id}`, pattern, cause, certainty: 'likely' };
}

/** Shapes of words that many programs share. Never sure; looked at after all others. */
export const GENERIC_RULES: readonly Rule[] = [
  likely('input-open', 'missing-input', cannotOpen(INPUTS)),
  likely('input-state', 'missing-input', isNotThere(INPUTS)),
  likely('scene-open', 'missing-input', cannotOpen(SCENES)),
  likely('scene-state', 'missing-input', isNotThere(SCENES)),
  likely(
    'scene-noun',
    'missing-input',
    saying(
      String.raw`\b(?:scene|project|script|comp(?:osition)?|input|source|plate|footage|stage|geometry|texture|image|cache|asset|reference|proxy|alembic|volume) files? (?:was |is |were |are |could |does |do )?(?:not (?:found|be (?:found|opened|read|loaded)|exist)|cannot be (?:found|opened|read|loaded)|missing|doesn't exist)\b`,
    ),
  ),
  likely(
    'file-path',
    'missing-input',
    saying(
      String.raw`\b(?:files? (?:not found|does not exist|is missing|missing)|missing files?|can't find file): ["'\x60]?(?<subject>[^"'\x60]{1,300}\.(?:${INPUTS}|${SCENES}))\b`,
      '',
      OTHER_REASON,
    ),
  ),
  likely(
    'file-named',
    'missing-input',
    saying(
      String.raw`\b${CANNOT} (?:find|open|read) (?:the )?(?:\w{1,20} )?file:? {0,4}["'](?<subject>[^"']{3,300})["'](?:$|[.:,])`,
      '',
      String.raw`${OTHER_REASON}|\/\.|cache|preferences|history|\.(?:log|pid|lock)`,
    ),
  ),
  likely(
    'scene-load',
    'missing-input',
    saying(
      String.raw`\b${CANNOT} (?:open|load|find|read) (?:the )?(?:\w{1,12} )?(?:scene|comp|composition|project|usd stage|script)(?: file)?(?:$|[.:!])`,
    ),
  ),
  likely(
    'range',
    'bad-scene',
    saying(
      String.raw`\b(?:(?:invalid|empty|bad) (?:frame range|frame list|render resolution|resolution|render size|crop window)|(?:frame range|resolution|sequence|queue|frame list)(?: \d{1,6}x\d{1,6})? is (?:invalid|empty)|frame \d{1,7} is (?:outside|out) of (?:the )?(?:\w{1,12} )?range|no frames to render|nothing to render|no renderable (?:objects?|geometry|meshes)|no visible (?:objects|geometry) to render)\b`,
    ),
  ),
  likely('code-open', 'component-missing', cannotOpen(CODE)),
  likely('code-state', 'component-missing', isNotThere(CODE)),
  likely(
    'plugin',
    'component-missing',
    saying(
      String.raw`\b(?:plug-?in|add-?on|shader|renderer|gizmo|render engine|node type|operator type) ?['"\x60]?(?<subject>[\w .:/-]{0,60}?)['"\x60]?,? (?:is |was |are |could |has |does )?(?:not (?:found|installed|be (?:loaded|found)|loaded|available|registered|exist|supported|licensed)|missing|failed to (?:load|initialize|register))\b`,
      String.raw`specified module|MAYA_PLUG_IN_PATH|settings\w{1,30}"|`,
    ),
  ),
  likely(
    'damaged',
    'bad-scene',
    saying(
      String.raw`\b(?:(?:corrupt(?:ed)?|damaged|truncated|unreadable|malformed) (?:scene|image|texture|cache|archive|project|header|input|movie|frame|exr|file)|(?:scene|image|texture|cache|archive|project|movie|frame|file)(?: \S{1,300})? (?:is|was|appears to be|seems to be|may be) (?:corrupt(?:ed)?|damaged|truncated|unreadable|malformed|empty)|(?:premature|unexpected) end of (?:file|stream|data)|is not a valid (?:\w{1,12} )?(?:archive|image|scene|cache|movie|project))\b`,
    ),
  ),
  likely(
    'newer',
    'bad-scene',
    /\b(?:saved|created|written|made|exported) (?:by|with|in|using|from) (?:an? )?(?:newer|later|more recent|future) (?:version|release|build)\b|\b(?:newer|later|future) (?:file )?(?:format )?version than (?:this|supported|the)\b|\bversion \S{1,20} is newer than\b|\bunsupported (?:scene |project |file )?(?:format )?version\b/i,
  ),
  likely(
    'camera',
    'bad-scene',
    saying(
      String.raw`\b(?:(?:render )?camera ?['"\x60]?(?<subject>[\w|:/. -]{0,80}?)['"\x60]? (?:was |is |could |does )?(?:not (?:found|be found|exist|renderable|valid)|missing|doesn't exist|invalid)|no (?:active |valid |render(?:able)? |scene )?cameras? (?:was |were |is )?(?:found|specified|defined|set|selected|exists?|in (?:the )?scene)(?! in init))\b`,
    ),
  ),
  likely(
    'target',
    'bad-scene',
    saying(
      String.raw`\b(?:render ?layer|view ?layer|layer|take|comp(?:osition)?|pass|aov|render element|write node|output node|render node|render settings|rop|state set|collection|variant|viewpoint|animation clip|scene state) ?['"\x60]?(?<subject>[\w|:/. -]{0,80}?)['"\x60]? (?:was |is |could |does )?(?:not (?:found|be found|exist|defined)|missing|doesn't exist)\b`,
    ),
  ),
  likely(
    'write',
    'permission',
    saying(
      String.raw`\b(?:cannot|can't|could not|couldn't|unable to|failed to) (?:write|save|create|overwrite) (?:to )?(?:the )?(?:output|render|rendered|result|image|frame|movie|target|final)\b.{0,200}`,
      '',
      String.raw`no space|quota|no such file|stale|put\/output|read-only|log file|cache|preferences|history|thumbnail|lock`,
    ),
  ),
  likely(
    'gpu-memory',
    'gpu-memory',
    saying(
      String.raw`\b(?:out of|not enough|insufficient|ran out of|exceeded|exhausted) (?:available |free |the )?(?:GPU|video|graphics|device|VRAM|texture) ?(?:memory|RAM)?\b(?= |$|[.:,!])`,
    ),
  ),
  likely(
    'crash',
    'crash',
    /(?<!\bno )\b(?:crash (?:report|dump|log|file)|mini-?dump|stack dump) (?:has been |was |is )?(?:written|saved|created|generated|stored)\b|\b(?:program|application|renderer|process|\w{3,20}) has (?:crashed|stopped working)\b/i,
  ),
  likely(
    'plugin-load',
    'component-missing',
    saying(
      String.raw`\b${CANNOT} (?:load|find|locate|initiali[sz]e|open|register|instantiate) (?:the )?(?:\w{1,12} )?(?:plug-?in|add-?on|shader|render(?:er| delegate)|gizmo|HDA|digital asset|OFX|toolset|node type|operator type)\b`,
      'MAYA_PLUG_IN_PATH|plugin library|',
    ),
  ),
  likely(
    'plugin-needed',
    'component-missing',
    saying(
      String.raw`\b(?:(?:scene|project|script|file|comp) (?:requires|needs) the (?:plug-?in|add-?on|renderer|extension)|(?:missing|unknown|unrecognized) (?:operator|node|shader|object) (?:type|class)\b:? ["'\x60]?(?<subject>[\w:. ]{2,80}))`,
    ),
  ),
  likely(
    'gpu-device',
    'gpu-display',
    saying(
      String.raw`\b(?:no OpenGL context|(?:D3D\w{0,4}|DirectX|Vulkan|GPU|graphics):? device (?:was |has been )?(?:removed|lost|hung|reset)|(?:graphics |GPU |display )?driver version is (?:insufficient|too old|not supported)|no GPU devices? (?:is |are |was |were )?(?:selected|enabled|available|present))\b`,
    ),
  ),
  likely(
    'time-limit',
    'time-limit',
    saying(
      String.raw`\b(?:render|task|job|frame|bake|simulation)(?:ing)? (?:has |was |have )?(?:timed out after|exceeded (?:the |its |a )?(?:maximum|max|allowed) (?:run|render|execution)? ?time)\b`,
    ),
  ),
  likely(
    'rights',
    'permission',
    saying(
      String.raw`\b(?:do(?:es)? not have|don't have|lacks?|without) (?:sufficient |enough |the necessary |the required )(?:access )?(?:rights|permissions?|privileges) (?:to|for)\b`,
    ),
  ),
  likely(
    'stopped',
    'interrupted',
    saying(String.raw`\b(?:received|caught|got) (?:signal )?SIG(?:TERM|INT|HUP)\b|\bhost is (?:shutting|going) down\b`),
  ),
  likely(
    'missing-translated',
    'missing-input',
    /^(?!rm: )(?!.{0,600}\b(?:WARN(?:ING)?|Warnung|Avertissement)\b).{0,600}?(?:\bkann die angegebene Datei nicht finden|\bkann den angegebenen Pfad nicht finden|\bDatei oder Verzeichnis nicht gefunden|\bAucun fichier ou dossier de ce (?:type|nom)|\bLe fichier spécifié est introuvable|\bLe chemin d’accès spécifié est introuvable|\bNo existe el (?:archivo|fichero) o (?:el )?directorio|\bEl sistema no puede encontrar (?:el archivo|la ruta)|\bFile o directory non esistente|\bImpossibile trovare il (?:file|percorso) specificato|\bArquivo ou diretório (?:não encontrado|inexistente)|指定された(?:ファイル|パス)が見つかりません|そのようなファイルやディレクトリはありません|系统找不到指定的(?:文件|路径)|没有那个文件或目录|지정된 (?:파일|경로)을 찾을 수 없습니다|Нет такого файла или каталога|Не удается найти указанный (?:файл|путь))/,
  ),
];
