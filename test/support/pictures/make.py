#!/usr/bin/env python3
"""Makes the pictures of this folder. README.md says what it needs."""

import struct
import subprocess
import tempfile
from pathlib import Path

from PIL import Image, ImageCms

HERE = Path(__file__).parent
TEMP = Path(tempfile.mkdtemp())
MARK = 'SECRET-PLACE'
ICC = TEMP / 'srgb.icc'
ICC.write_bytes(ImageCms.ImageCmsProfile(ImageCms.createProfile('sRGB')).tobytes())
EXIF = [
    f'-EXIF:ImageDescription={MARK}', f'-EXIF:Artist={MARK}', f'-EXIF:UserComment={MARK}', '-EXIF:Make=Camera',
    '-EXIF:DateTimeOriginal=2026:11:28 12:00:00', f'-GPS:GPSProcessingMethod={MARK}',
    '-GPS:GPSLatitude=48.8577', '-GPS:GPSLatitudeRef=N', '-GPS:GPSLongitude=2.295', '-GPS:GPSLongitudeRef=E',
]
XMP = [f'-XMP-dc:Description={MARK}', '-XMP-exif:GPSLatitude=48.8577', '-XMP-exif:GPSLongitude=2.295']


def run(*words):
    subprocess.run([str(word) for word in words], check=True, capture_output=True)


def tag(file, *tags):
    run('exiftool', '-n', '-q', '-api', 'Compact=NoPadding', '-overwrite_original', *tags, file)


def picture(width, height, turn=0, mode='RGB'):
    """A gradient with corners of different colours, so that a turned picture differs from the upright one."""
    image = Image.new('RGBA', (width, height))
    for x in range(width):
        for y in range(height):
            image.putpixel((x, y), ((x * 255 // width + turn) % 256, y * 255 // height, 128, 255 - (x + y) % 3 * 60))
    return image.convert(mode)


def png(name, image):
    file = TEMP / name
    image.save(file)
    return file


def box(kind, data):
    return struct.pack('>I', 8 + len(data)) + kind + data


def jpegs():
    # A photo from a phone, held upright.
    photo = HERE / 'photo.jpg'
    picture(48, 32).save(photo, quality=60, icc_profile=ICC.read_bytes(), comment=MARK)
    thumbnail = TEMP / 'thumbnail.jpg'
    picture(12, 8).save(thumbnail, quality=10)
    tag(photo, *EXIF, *XMP, '-Orientation=6', f'-IPTC:Caption-Abstract={MARK}', '-IPTC:City=Paris', f'-Comment={MARK}',
        f'-ThumbnailImage<={thumbnail}')

    # A motion photo: a second picture (MPF), and then a video with its own place.
    motion = HERE / 'motion.jpg'
    plain = TEMP / 'motion.jpg'
    picture(32, 48).save(plain, quality=50)
    second = TEMP / 'second.jpg'
    picture(16, 24).save(second, quality=10)
    tag(second, f'-EXIF:Artist={MARK}', '-GPS:GPSLatitude=48.8577', '-GPS:GPSLongitude=2.295')
    tag(plain, *EXIF, '-XMP-GCamera:MotionPhoto=1')
    main, other = plain.read_bytes(), second.read_bytes()
    size = len(main) + 4 + 4 + 82
    entries = struct.pack('>IIIHH', 0x030000, size, 0, 0, 0) + struct.pack('>IIIHH', 0, len(other), size - 20, 0, 0)
    mpf = b'MPF\0MM\0*' + struct.pack('>IH', 8, 3) + struct.pack('>HHI4s', 0xB000, 7, 4, b'0100')
    mpf += struct.pack('>HHII', 0xB001, 4, 1, 2) + struct.pack('>HHII', 0xB002, 7, 32, 50) + struct.pack('>I', 0) + entries
    place = b'\xa9xyz' + struct.pack('>HH', 18, 0x15C7) + b'+48.8577+002.2950/'
    video = box(b'ftyp', b'mp42\0\0\0\0isommp42') + box(b'mdat', MARK.encode() * 3)
    video += box(b'moov', box(b'udta', struct.pack('>I', 8 + len(place) - 4) + place))
    at = 20
    motion.write_bytes(main[:at] + b'\xff\xe2' + struct.pack('>H', 2 + len(mpf)) + mpf + main[at:] + other + video)

    # Several scans with restart markers; four inks, which need the Adobe segment.
    source = TEMP / 'source.ppm'
    picture(40, 24).save(source)
    run('cjpeg', '-quality', 50, '-progressive', '-restart', 1, '-outfile', HERE / 'progressive.jpg', source)
    tag(HERE / 'progressive.jpg', f'-Comment={MARK}')
    picture(24, 16, mode='RGB').convert('CMYK').save(HERE / 'inks.jpg', quality=50)
    tag(HERE / 'inks.jpg', f'-Comment={MARK}')


def pngs():
    text = HERE / 'text.png'
    picture(20, 12, mode='RGBA').save(text, icc_profile=ICC.read_bytes())
    tag(text, *EXIF, *XMP, '-EXIF:Orientation=6', f'-PNG:Title={MARK}', '-PNG:ModifyDate=2026:11:28 12:00:00')
    tag(text, f'-PNG:Comment={MARK}-ünï')
    tag(text, '-z', f'-PNG:Description={MARK * 40}')
    animated = HERE / 'animated.png'
    frames = [picture(16, 10, turn) for turn in (0, 90, 180)]
    frames[0].save(animated, save_all=True, append_images=frames[1:], duration=100, loop=0)
    tag(animated, f'-PNG:Title={MARK}', *XMP)


def webps():
    source = png('webp.png', picture(30, 20, mode='RGBA'))
    solid = png('solid.png', picture(30, 20))
    run('cwebp', '-quiet', '-q', 50, '-noalpha', solid, '-o', HERE / 'lossy.webp')
    run('cwebp', '-quiet', '-lossless', source, '-o', HERE / 'lossless.webp')
    extended = HERE / 'extended.webp'
    run('cwebp', '-quiet', '-q', 50, source, '-o', extended)
    run('webpmux', '-set', 'icc', ICC, extended, '-o', extended)
    tag(extended, *EXIF, *XMP, '-EXIF:Orientation=6')
    animated = HERE / 'animated.webp'
    frames = [picture(16, 10, turn) for turn in (0, 90, 180)]
    frames[0].save(animated, save_all=True, append_images=frames[1:], duration=100, loop=0, quality=40)
    tag(animated, *EXIF, *XMP)


def gifs():
    animated = HERE / 'animated.gif'
    frames = [picture(16, 10, turn).quantize(16) for turn in (0, 90, 180)]
    frames[0].save(animated, save_all=True, append_images=frames[1:], duration=100, loop=0, comment=MARK)
    tag(animated, *XMP, f'-GIF:Comment={MARK}')
    picture(20, 12).quantize(8).save(HERE / 'still.gif', interlace=1, comment=MARK)


def avifs():
    source = png('avif.png', picture(48, 32))
    avif = ['avifenc', '--min', 50, '--max', 60, '--jobs', 1]
    run(*avif, source, HERE / 'plain.avif')
    run(*avif, '--irot', 1, source, HERE / 'rotated.avif')
    run(*avif, png('alpha.png', picture(48, 32, mode='RGBA')), HERE / 'alpha.avif')
    cell = png('cell.png', picture(64, 64))
    run(*avif, '--grid', '2x1', cell, cell, HERE / 'grid.avif')
    run(*avif, png('first.png', picture(16, 16)), png('second.png', picture(16, 16, 90)), HERE / 'moving.avif')


for make in (jpegs, pngs, webps, gifs, avifs):
    make()
