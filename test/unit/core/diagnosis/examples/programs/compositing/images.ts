import type { RuleExamples } from '../../example';

export const IMAGES_EXAMPLES: RuleExamples = {
  'oiio-missing': {
    source: 'AcademySoftwareFoundation/OpenImageIO src/oiiotool, testsuite',
    fails: [
      'oiiotool ERROR: read : File does not exist: "a.exr"',
      'maketx ERROR: Could not open file "/mnt/tex/a.exr"',
      'oiiotool ERROR: -o : Non-existent output directory: folder1/folder2',
    ],
    harmless: ['oiiotool: 12 images read'],
  },
  'oiio-damaged': {
    source: 'AcademySoftwareFoundation/OpenImageIO testsuite',
    fails: [
      'oiiotool ERROR: read : "src/bad-4552.pgm": Premature end of file',
      'oiiotool ERROR: -info : SHA-1: Corrupt PSD channel data for row 0',
      'oiiotool ERROR: read : "a.dds": Read error: hit end of file in dds reader',
    ],
    harmless: ['oiiotool: checked 40 images, 0 corrupt'],
  },
  'oiio-image-missing': {
    source: 'AcademySoftwareFoundation/OpenImageIO src/libtexture; AcademySoftwareFoundation/openexr src/lib/OpenEXR',
    fails: [
      'Image file "/mnt/tex/a.exr" not found',
      "ERROR: Open of '/mnt/renders/a.1001.exr' failed",
      'Cannot open image file "/mnt/a.exr". No such file or directory.',
    ],
    harmless: ['Image file "/mnt/tex/a.exr" opened'],
  },
  'openexr-damaged': {
    source: 'AcademySoftwareFoundation/openexr src/lib/OpenEXR, OpenEXRCore/base.c',
    fails: [
      'Error reading pixel data from image file "/mnt/a.exr". Scan line 3 is missing.',
      'Tile (3, 4, 0, 0) is missing.',
      'Cannot read image file "/mnt/a.exr". File is not an image file.',
      'EXR_ERR_BAD_CHUNK_LEADER',
    ],
    harmless: ['scan line 3 of 1080'],
  },
  'pillow-damaged': {
    source: 'python-pillow/Pillow src/PIL/Image.py',
    fails: ["PIL.UnidentifiedImageError: cannot identify image file '/mnt/plates/matte.png'"],
    harmless: ['Identified 12 image files'],
  },
  'image-format': {
    source: 'AcademySoftwareFoundation/OpenImageIO src/libOpenImageIO and its plug-ins',
    fails: [
      '/mnt/a.tif: Not a TIFF or MDI file, bad magic number 0 (0x0).',
      'Not a PNG file',
      'OpenImageIO could not find a format reader for "a.foo". Is it a file format that OpenImageIO doesn\'t know about?',
    ],
    harmless: ['TIFF file, 2048x2048'],
  },
  'image-memory': {
    source: 'AcademySoftwareFoundation/OpenImageIO src/libOpenImageIO; ImageMagick/ImageMagick config/english.xml',
    fails: [
      'ImageBuf unable to allocate 8589934592 bytes (std::bad_alloc)',
      "convert-im6.q16: cache resources exhausted `a.exr' @ error/cache.c/OpenPixelCache/4095.",
      "magick: memory allocation failed `a.tif' @ error/tiff.c/ReadTIFFImage/1640.",
    ],
    harmless: ['cache resources: memory 2GiB'],
  },
  'imagemagick-missing': {
    source: 'ImageMagick/ImageMagick config/english.xml',
    fails: [
      "convert: unable to open image `a.png': No such file or directory @ error/blob.c/OpenBlob/2881.",
      "magick: unable to open image 'a.exr': No such file or directory @ error/blob.c/OpenBlob/3570.",
    ],
    harmless: ["convert: profile 'icc': 'RGB ': RGB color space not permitted on grayscale PNG"],
  },
  'imagemagick-damaged': {
    source: 'ImageMagick/ImageMagick config/english.xml',
    fails: [
      "convert: improper image header `a.tga' @ error/tga.c/ReadTGAImage/199.",
      "magick: insufficient image data in file `a.jpg' @ error/jpeg.c",
    ],
    harmless: ['note: corrupt PCD image, skipping to sync byte'],
  },
  'imagemagick-delegate': {
    source: 'ImageMagick/ImageMagick config/english.xml',
    fails: ["convert: no decode delegate for this image format `EXR' @ error/constitute.c/ReadImage/581."],
    harmless: ['delegates: exr, tiff, png'],
  },
  'imagemagick-policy': {
    source: 'ImageMagick/ImageMagick config/english.xml',
    fails: [
      "convert: attempt to perform an operation not allowed by the security policy `PDF' @ error/constitute.c/IsCoderAuthorized/426.",
    ],
    harmless: ['security policy: open'],
  },
  'archive-damaged': {
    source: 'Info-ZIP unzip; GNU tar src/list.c; python/cpython Lib/zipfile',
    fails: [
      'unzip:  cannot find zipfile directory in one of assets.zip or assets.zip.zip, and cannot find assets.zip.ZIP, period.',
      'tar: Unexpected EOF in archive',
      'zipfile.BadZipFile: File is not a zip file',
      'gzip: stdin: not in gzip format',
    ],
    harmless: ["tar: Removing leading `/' from member names", 'Archive:  assets.zip'],
  },
};
