import type { Rule } from '../../../matching/rule';

/** What OpenImageIO, OpenEXR, ImageMagick and viewers report about images. */
export const IMAGES_RULES: readonly Rule[] = [
  {
    id: 'oiio-missing',
    pattern:
      /\b(?:oiiotool|maketx|iconvert|idiff|iinfo|igrep) ERROR:? ?:? .{0,60}(?:File does not exist|Could not open (?:file|")|file not found|Non-existent output directory|No such file):? ?"?(?<subject>[^"]{0,300})/i,
    cause: 'missing-input',
    certainty: 'sure',
  },
  {
    id: 'oiio-damaged',
    pattern:
      /\b(?:oiiotool|maketx|iconvert|idiff|iinfo) ERROR:? ?:? .{0,400}(?:corrupt|premature end|hit end of file|couldn't decode|wrong magic|invalid|malicious|unsupported)/i,
    cause: 'bad-scene',
    certainty: 'sure',
  },
  {
    id: 'oiio-image-missing',
    pattern:
      /\b(?:Image|Texture) file "(?<subject>[^"]{1,300})" (?:was )?not found\b|\bOpen of '(?<file>[^']{1,300})' failed\b|\bCannot open image file "(?<exr>[^"]{1,300})"\. No such file\b/i,
    cause: 'missing-input',
    certainty: 'likely',
  },
  {
    id: 'pillow-damaged',
    pattern: /\bUnidentifiedImageError\b|\bcannot identify image file (?<subject>'[^']{1,300}')/,
    cause: 'bad-scene',
    certainty: 'sure',
  },
  {
    id: 'openexr-damaged',
    pattern:
      /\bFile is not an image file\b|\b(?:Scan ?line|Tile) \(?-?\d{1,6}[\d, ]{0,20}\)? is missing\b|\bEXR_ERR_(?:CORRUPT_CHUNK|BAD_CHUNK_LEADER|FILE_BAD_HEADER|INCOMPLETE_CHUNK_TABLE|MISSING_REQ_ATTR)\b|\bis not an OpenEXR file\b|\bSome (?:scanline chunks|tiles) were missing or corrupted\b|\bError reading pixel data from image file\b(?!.{0,300}(?:put\/output|stale))/i,
    cause: 'bad-scene',
    certainty: 'sure',
  },
  {
    id: 'image-format',
    pattern:
      /\bNot a (?:TIFF|PNG|JPEG|DPX|GIF|BMP|PSD|HDR|Targa|Cineon)\b.{0,20}file\b|\bfile is not a valid (?:image|TIFF|PNG|JPEG|DPX|EXR)\b|\bcould not find a format reader for "(?<subject>[^"]{1,300})"|\bCould not find an ImageIO plugin to (?:read|open)\b/i,
    cause: 'bad-scene',
    certainty: 'sure',
  },
  {
    id: 'image-memory',
    pattern:
      /\bImageBuf unable to allocate \d|\bEXR_ERR_OUT_OF_MEMORY\b|\bcache resources exhausted\b|\b(?:convert|magick|mogrify|identify)(?:\.exe|-im6\.q16)?: (?:memory allocation failed|unable to allocate)/i,
    cause: 'memory',
    certainty: 'sure',
  },
  {
    id: 'imagemagick-missing',
    pattern: /\b(?:unable to open (?:image|file|blob)) [`'"](?<subject>[^`'"]{1,300})['"]: No such file/i,
    cause: 'missing-input',
    certainty: 'sure',
  },
  {
    id: 'imagemagick-damaged',
    pattern:
      /\b(?:convert|magick|mogrify|identify|montage|composite)(?:\.exe|-im6\.q16)?: .{0,80}(?:insufficient image data|improper image header|corrupt image|unexpected end-of-file|negative or zero image size|length and filesize do not match)\b/i,
    cause: 'bad-scene',
    certainty: 'sure',
  },
  {
    id: 'imagemagick-delegate',
    pattern: /\bno (?:decode|encode) delegate for this image format\b|\bdelegate library support not built-in\b/i,
    cause: 'component-missing',
    certainty: 'likely',
  },
  {
    id: 'imagemagick-policy',
    pattern: /\battempt to perform an operation not (?:allowed|authorized) by the security policy\b/i,
    cause: 'permission',
    certainty: 'likely',
  },
  {
    id: 'archive-damaged',
    pattern:
      /\bEnd-of-central-directory signature not found\b|\bcannot find zipfile directory in one of\b|\bBadZipFile\b|^(?:tar|bsdtar|gzip|gunzip|unzip|7z): .{0,200}(?:Unexpected EOF|unexpected end of file|not in gzip format|does not look like a tar archive|invalid compressed data)|\bCan ?not open (?:the )?file as (?:\[\w{1,10}\] )?archive\b/i,
    cause: 'bad-scene',
    certainty: 'sure',
  },
];
