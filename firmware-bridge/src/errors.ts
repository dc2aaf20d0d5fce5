import { defineErrors } from '@custody-edge/foundation';

/** What can go wrong between the station and its devices. */
export const bridgeError = defineErrors({
  'device-absent': {
    officer: {
      en: 'The device is not connected. Check its cable and power.',
      ur: 'آلہ منسلک نہیں۔ اس کی تار اور بجلی دیکھیں۔',
    },
    staff: 'The port or address does not exist: cable, power, udev link, or network.',
    retry: true,
  },
  'device-busy': {
    officer: {
      en: 'Another program is using the device. Call IT.',
      ur: 'یہ آلہ کسی اور پروگرام کے استعمال میں ہے۔ آئی ٹی کو اطلاع دیں۔',
    },
    staff: 'The port is locked by another process (ModemManager, a getty, a second agent): find it with fuser or lsof.',
    retry: true,
  },
  'device-no-permission': {
    officer: {
      en: 'The station is not allowed to use the device. Call IT.',
      ur: 'اسٹیشن کو یہ آلہ استعمال کرنے کی اجازت نہیں۔ آئی ٹی کو اطلاع دیں۔',
    },
    staff:
      'The service user may not open the port: add it to the group dialout (a keyboard reader: input) or correct the udev rule; for a HID device the details hold the rule that is needed.',
    retry: true,
  },
  'device-open-failed': {
    officer: {
      en: 'The device could not be opened. Unplug it and plug it in again.',
      ur: 'آلہ چالو نہیں ہو سکا۔ تار نکال کر دوبارہ لگائیں۔',
    },
    staff: 'The operating system refused to open the port; the cause holds its message.',
    retry: true,
  },
  'device-disconnected': {
    officer: {
      en: 'The device was disconnected. Check its cable.',
      ur: 'آلے کا رابطہ منقطع ہو گیا۔ اس کی تار دیکھیں۔',
    },
    staff: 'The port or connection closed under the driver: unplugged, lost power, or the network dropped.',
    retry: true,
  },
  'device-silent': {
    officer: {
      en: 'The device does not answer. Check its power; the station keeps trying.',
      ur: 'آلہ جواب نہیں دے رہا۔ اس کی بجلی دیکھیں؛ اسٹیشن کوشش جاری رکھے ہوئے ہے۔',
    },
    staff:
      'No answer within the time limit: power, wiring, line settings, unit address, or the wrong model configured.',
    retry: true,
  },
  'device-garbled': {
    officer: {
      en: 'The device sends damaged data. Check its cable; the station keeps trying.',
      ur: 'آلے سے آنے والا ڈیٹا خراب ہے۔ اس کی تار دیکھیں؛ اسٹیشن کوشش جاری رکھے ہوئے ہے۔',
    },
    staff: 'Checks of the received data failed repeatedly: cable length, grounding, or line settings.',
    retry: true,
  },
  'device-refused': {
    officer: {
      en: 'The device refused the request. Try again; if it returns, call IT.',
      ur: 'آلے نے درخواست رد کر دی۔ دوبارہ کوشش کریں، پھر بھی ہو تو آئی ٹی کو بلائیں۔',
    },
    staff: 'The device answered with an error code of its protocol; the details hold it.',
    retry: true,
  },
  'device-mismatch': {
    officer: {
      en: 'A different device is connected. Call IT.',
      ur: 'منسلک آلہ وہ نہیں جو مقرر ہے۔ آئی ٹی کو اطلاع دیں۔',
    },
    staff: 'The device does not fit its configured profile: correct the profile id or the cabling.',
    retry: false,
  },
  'device-not-ready': {
    officer: {
      en: 'The device is not ready. Wait a moment and look at its status.',
      ur: 'آلہ ابھی تیار نہیں۔ کچھ دیر انتظار کریں اور اس کی کیفیت دیکھیں۔',
    },
    staff: 'A command came while the device was absent, opening or faulted; its status says why.',
    retry: true,
  },
  'device-unknown': {
    officer: {
      en: 'The station has no such device. Call IT.',
      ur: 'اسٹیشن پر ایسا کوئی آلہ مقرر نہیں۔ آئی ٹی کو اطلاع دیں۔',
    },
    staff: 'The device id is not in the configuration, or it is another kind of device.',
    retry: false,
  },
  'device-config-invalid': {
    officer: {
      en: 'The list of devices is wrong. Call IT.',
      ur: 'آلات کی فہرست درست نہیں۔ آئی ٹی کو اطلاع دیں۔',
    },
    staff: 'The device configuration breaks its schema or names a device twice; the details name the field.',
    retry: false,
  },
  'finger-not-laid': {
    officer: {
      en: 'No finger was laid on the scanner in time. Try again.',
      ur: 'وقت پر اسکینر پر انگلی نہیں رکھی گئی۔ دوبارہ کوشش کریں۔',
    },
    staff: 'The scanner waited for a finger to be laid on, or lifted, and it was not.',
    retry: true,
  },
  'finger-unclear': {
    officer: {
      en: 'The finger could not be read. Clean it and lay it on flat.',
      ur: 'انگلی پڑھی نہیں جا سکی۔ اسے صاف کریں اور سیدھی رکھیں۔',
    },
    staff: 'The scanner found too few features in its picture of the finger.',
    retry: true,
  },
  'fingers-differ': {
    officer: {
      en: 'These were not the same finger. Lay the same finger on each time.',
      ur: 'ہر بار ایک ہی انگلی نہیں رکھی گئی۔ ہر بار وہی انگلی رکھیں۔',
    },
    staff: 'The scanner could not merge the touches of one enrolment into one template.',
    retry: true,
  },
  'finger-place-taken': {
    officer: {
      en: 'Another finger is kept under this number. Choose another number.',
      ur: 'اس نمبر پر پہلے سے ایک انگلی محفوظ ہے۔ کوئی اور نمبر چنیں۔',
    },
    staff: 'The place in the scanner’s own library is in use: delete it first, or take a free one.',
    retry: false,
  },
  'finger-place-unknown': {
    officer: {
      en: 'The scanner does not have this number. Choose a smaller one.',
      ur: 'اسکینر میں یہ نمبر موجود نہیں۔ چھوٹا نمبر چنیں۔',
    },
    staff: 'The place lies outside the scanner’s own library, whose size it reports.',
    retry: false,
  },
  'system-library-missing': {
    officer: {
      en: 'A part of the station’s software is missing. Call IT.',
      ur: 'اسٹیشن کے سافٹ ویئر کا ایک حصہ موجود نہیں۔ آئی ٹی کو بلائیں۔',
    },
    staff: 'A library of the operating system cannot be loaded: install the Debian package that the details name.',
    retry: false,
  },
  'service-not-trusted': {
    officer: {
      en: 'What answers for the scanner cannot be trusted. Take no fingers with it; call IT.',
      ur: 'اسکینر کی طرف سے آنے والا جواب قابلِ اعتماد نہیں۔ اس سے انگلیوں کے نشان نہ لیں؛ آئی ٹی کو بلائیں۔',
    },
    staff:
      'The service showed another certificate than the one that is configured, or its signature or chain of hashes does not hold: look for another program at its port, and correct the trust anchors only when the maker confirms the change.',
    retry: false,
  },
  'picture-format-unsupported': {
    officer: {
      en: 'The scanner packs its pictures in a way that the station cannot read. Call IT.',
      ur: 'اسکینر کی تصویر کی قسم اسٹیشن نہیں پڑھ سکتا۔ آئی ٹی کو بلائیں۔',
    },
    staff:
      'The details name the compression (WSQ or JPEG, which lose detail, or bit packing): set the scanner’s software to JPEG 2000 or none.',
    retry: false,
  },
  'lock-pulse-out-of-range': {
    officer: {
      en: 'The lock cannot be released for that long. Call IT.',
      ur: 'تالا اتنی دیر کے لیے نہیں کھولا جا سکتا۔ آئی ٹی کو اطلاع دیں۔',
    },
    staff: 'The lock time is not between 1 ms and the longestPulseMs of the profile.',
    retry: false,
  },
  'lock-not-secured': {
    officer: {
      en: 'The lock may still be open. Check the door by hand now.',
      ur: 'تالا شاید ابھی کھلا ہے۔ دروازہ فوراً ہاتھ سے چیک کریں۔',
    },
    staff: 'The OFF command to the lock relay was not confirmed; the driver writes it again as soon as it can.',
    retry: true,
  },
  'lock-missing': {
    officer: {
      en: 'This device works no lock. Call IT.',
      ur: 'یہ آلہ کوئی تالا نہیں چلاتا۔ آئی ٹی کو اطلاع دیں۔',
    },
    staff: 'The profile of the device maps no output to a lock: name the device that does, or correct the profile.',
    retry: false,
  },
  'device-key-unreadable': {
    officer: {
      en: 'The key of the reader is missing on this station. Call IT.',
      ur: 'اس اسٹیشن پر ریڈر کی کلید موجود نہیں۔ آئی ٹی کو اطلاع دیں۔',
    },
    staff: 'The keyFile of the device configuration cannot be read, or does not hold 32 hexadecimal digits.',
    retry: true,
  },
  'device-key-refused': {
    officer: {
      en: 'The reader could not prove that it is the right one. Do not use it, and call IT.',
      ur: 'ریڈر یہ ثابت نہ کر سکا کہ وہی اصل آلہ ہے۔ اسے استعمال نہ کریں اور آئی ٹی کو اطلاع دیں۔',
    },
    staff:
      'The device does not hold the key of its keyFile: exchanged, reset to installation mode, or given another key. Set it into installation mode and say `installing` in its settings once.',
    retry: true,
  },
  'balance-not-stable': {
    officer: {
      en: 'The balance did not settle. Keep the pan still and try again.',
      ur: 'ترازو ٹھہرا نہیں۔ پلڑا ساکن رکھیں اور دوبارہ کوشش کریں۔',
    },
    staff: 'The balance says that it cannot do this now, or that the pan did not settle within its own time limit.',
    retry: true,
  },
  'balance-out-of-range': {
    officer: {
      en: 'The load is outside the range of the balance. Correct the load and try again.',
      ur: 'وزن ترازو کی حد سے باہر ہے۔ وزن درست کر کے دوبارہ کوشش کریں۔',
    },
    staff: 'The balance answered a tare, zero or adjustment with overload or underload.',
    retry: true,
  },
  'balance-restarted': {
    officer: {
      en: 'The balance restarted and forgot its tare. Tare again.',
      ur: 'ترازو دوبارہ چلا ہے اور ٹیئر بھول گیا ہے۔ دوبارہ ٹیئر کریں۔',
    },
    staff: 'The balance lost its power or was reset before it had answered a command: look at its power supply.',
    retry: true,
  },
  'balance-unconfirmed': {
    officer: {
      en: 'The balance did not show that it did this. Look at its display before you go on.',
      ur: 'ترازو سے پتا نہیں چلا کہ یہ کام ہوا یا نہیں۔ آگے بڑھنے سے پہلے اس کی اسکرین دیکھیں۔',
    },
    staff:
      'The protocol has no answer to this command, and what the balance sent afterwards does not show its effect: the command was lost, refused without a word, or the load was changed meanwhile. The details hold its last line.',
    retry: true,
  },
  'balance-not-commanded': {
    officer: {
      en: 'This balance cannot do that from the screen. Press its own key.',
      ur: 'یہ ترازو اسکرین سے یہ کام نہیں کر سکتا۔ اس کا اپنا بٹن دبائیں۔',
    },
    staff: 'The protocol has no command for this, or the balance does not list it among those that it knows.',
    retry: false,
  },
  'weight-unreadable': {
    officer: {
      en: 'The balance sent something that is not a weight. Weigh again; if it returns, call IT.',
      ur: 'ترازو نے جو بھیجا وہ وزن نہیں۔ دوبارہ تولیں، پھر بھی ہو تو آئی ٹی کو بلائیں۔',
    },
    staff:
      'A line or frame does not follow the configured protocol: another dialect, line settings, a damaged line, or half of one. The reading holds it as it came.',
    retry: true,
  },
  'weight-unit-unknown': {
    officer: {
      en: 'The balance shows a unit that the station does not know. Set it to grams.',
      ur: 'ترازو کی اکائی اسٹیشن کو معلوم نہیں۔ اسے گرام پر کریں۔',
    },
    staff: 'The printed unit has no UCUM code in the list of its dialect, and is never guessed; the details hold it.',
    retry: true,
  },
  'weight-beyond-capacity': {
    officer: {
      en: 'The balance sent more than it can weigh. Weigh again; if it returns, call IT.',
      ur: 'ترازو نے اپنی حد سے زیادہ وزن بھیجا۔ دوبارہ تولیں، پھر بھی ہو تو آئی ٹی کو بلائیں۔',
    },
    staff:
      'The number exceeds the capacity that the balance or its profile tells: damaged on its way, or another balance.',
    retry: true,
  },
  'balance-probe-silent': {
    officer: {
      en: 'The balance does not answer. Check that it is on and that its cable is plugged in, then look again.',
      ur: 'ترازو جواب نہیں دے رہا۔ دیکھیں کہ وہ چل رہا ہے اور اس کی تار لگی ہے، پھر دوبارہ ڈھونڈیں۔',
    },
    staff:
      'Nothing came at any of the settings that were tried: another port, a cable that is not crossed, or an interface that is off in the menu of the balance. One that sends at its print key alone is found when the key is pressed meanwhile.',
    retry: true,
  },
  'balance-probe-unreadable': {
    officer: {
      en: 'Something came from the balance, but it cannot be read. Call IT.',
      ur: 'ترازو سے کچھ آیا ہے مگر پڑھا نہیں جا سکا۔ آئی ٹی کو بلائیں۔',
    },
    staff:
      'Bytes came, and at none of the settings that were tried were they text or a known frame: the balance is set to another line speed, data bits or parity. Read them in its menu and name them in settings.line, or set it to one that was tried.',
    retry: true,
  },
  'balance-probe-unknown': {
    officer: {
      en: 'The balance answers, but the station does not know its language. Call IT.',
      ur: 'ترازو جواب دے رہا ہے مگر اسٹیشن اس کی زبان نہیں جانتا۔ آئی ٹی کو بلائیں۔',
    },
    staff:
      'Text came that fits none of the protocols of the catalogue: choose another protocol or output format in the menu of the balance, wake it from standby, or see whether it is a balance at all. The details say what came.',
    retry: true,
  },
  'balance-probe-ambiguous': {
    officer: {
      en: 'More than one kind of balance fits what came. Call IT.',
      ur: 'جو جواب آیا وہ ایک سے زیادہ قسم کے ترازو سے ملتا ہے۔ آئی ٹی کو بلائیں۔',
    },
    staff:
      'Two protocols read what came, so none is chosen: two instruments share one line, or its output format is ambiguous. Name the profile by the plate of the balance; the details name those that fit.',
    retry: true,
  },
  'printer-paper-out': {
    officer: {
      en: 'The printer is out of paper. Put in a new roll; the slip then prints by itself.',
      ur: 'پرنٹر میں کاغذ ختم ہو گیا ہے۔ نیا رول لگائیں، پرچی خود چھپ جائے گی۔',
    },
    staff:
      'The printer says that its roll (or ribbon) is at its end; nothing is lost, what waits is printed when there is paper.',
    retry: true,
  },
  'printer-cover-open': {
    officer: {
      en: 'The printer’s cover is open. Close it; the slip then prints by itself.',
      ur: 'پرنٹر کا ڈھکن کھلا ہے۔ اسے بند کریں، پرچی خود چھپ جائے گی۔',
    },
    staff: 'The printer says that its cover or head is open; nothing is lost, what waits is printed when it is closed.',
    retry: true,
  },
  'printer-fault': {
    officer: {
      en: 'The printer has a fault. Switch it off and on; if it returns, call IT.',
      ur: 'پرنٹر میں خرابی ہے۔ اسے بند کر کے دوبارہ چلائیں، پھر بھی ہو تو آئی ٹی کو بلائیں۔',
    },
    staff:
      'The printer says that an error stopped it (cutter jammed, head too hot, paused, hardware); the details hold what it said.',
    retry: true,
  },
  'picture-too-wide': {
    officer: {
      en: 'The slip does not fit the printer. Call IT.',
      ur: 'پرچی پرنٹر کے کاغذ سے چوڑی ہے۔ آئی ٹی کو بلائیں۔',
    },
    staff: 'The picture has more dots a line than the dotsPerLine of the printer’s profile.',
    retry: false,
  },
  'spectrum-malformed': {
    officer: {
      en: 'The spectrum did not arrive whole and was not used. Measure again.',
      ur: 'طیف مکمل موصول نہیں ہوا اور استعمال نہیں کیا گیا۔ دوبارہ پیمائش کریں۔',
    },
    staff:
      'The device sent a spectrum of another length, of another integration time, or without its end mark: the details say what was expected. If it returns, the profile is of another model.',
    retry: true,
  },
  'spectrum-axis-unusable': {
    officer: {
      en: 'The wavelengths of the spectrometer cannot be read. Do not use it; call IT.',
      ur: 'سپیکٹرومیٹر کی طولِ موج پڑھی نہیں جا سکتی۔ اسے استعمال نہ کریں اور آئی ٹی کو بلائیں۔',
    },
    staff:
      'The coefficients of the device give an axis that is not finite, or does not rise or fall all the way: its calibration is lost or damaged.',
    retry: false,
  },
  'spectrum-not-triggered': {
    officer: {
      en: 'No trigger signal came, so nothing was measured. Give the signal, or choose to measure at once.',
      ur: 'ٹرگر کا اشارہ نہیں آیا، اس لیے پیمائش نہیں ہوئی۔ اشارہ دیں، یا فوری پیمائش چنیں۔',
    },
    staff: 'The device is set to an external trigger, and no signal came within timeLimitsMs.trigger of its profile.',
    retry: true,
  },
  'spectrometer-setting-refused': {
    officer: {
      en: 'The spectrometer cannot be set like this. Choose another value.',
      ur: 'سپیکٹرومیٹر کو اس طرح سیٹ نہیں کیا جا سکتا۔ کوئی اور قدر چنیں۔',
    },
    staff: 'The setting lies outside what the model has, which the details name; nothing was changed.',
    retry: false,
  },
  'photometric-no-value': {
    officer: {
      en: 'The photometer gave no value. The sample may be too dark, or its lid open. Measure again.',
      ur: 'فوٹومیٹر نے کوئی قدر نہیں دی۔ نمونہ بہت گہرا ہو سکتا ہے یا ڈھکن کھلا ہے۔ دوبارہ پیمائش کریں۔',
    },
    staff:
      'The device sent something else than a number, or a number at the end of what it can tell: beyond its range, no light, or damaged on its way. The reading holds it as it came.',
    retry: true,
  },
  'spectra-not-comparable': {
    officer: {
      en: 'The dark or reference spectrum does not belong to this measurement. Take both again.',
      ur: 'تاریک یا حوالہ طیف اس پیمائش سے میل نہیں کھاتا۔ دونوں دوبارہ لیں۔',
    },
    staff:
      'Dark, reference and sample must be counts of one device with one axis, one integration time and one boxcar; the details name what differs.',
    retry: false,
  },
  'reader-not-commanded': {
    officer: {
      en: 'This reader cannot be started from the screen. Press its own button.',
      ur: 'یہ ریڈر سکرین سے نہیں چلتا۔ اس کا اپنا بٹن دبائیں۔',
    },
    staff: 'The reader’s protocol has no command for its trigger, or its profile names none.',
    retry: false,
  },
  'folder-unreachable': {
    officer: {
      en: 'The instrument’s folder cannot be reached. Check that its computer is on and connected.',
      ur: 'آلے کا فولڈر نہیں مل رہا۔ دیکھیں کہ اس کا کمپیوٹر چل رہا ہے اور منسلک ہے۔',
    },
    staff:
      'The watched folder does not exist or does not answer: a wrong path, a share that is not mounted, or its machine is off. It is tried again.',
    retry: true,
  },
  'folder-no-permission': {
    officer: {
      en: 'The station is not allowed to read the instrument’s folder. Call IT.',
      ur: 'اسٹیشن کو آلے کا فولڈر پڑھنے کی اجازت نہیں۔ آئی ٹی کو اطلاع دیں۔',
    },
    staff:
      'The service user needs to read and enter the watched folder; it needs no more than that. It is tried again.',
    retry: true,
  },
  'folder-overfull': {
    officer: {
      en: 'There are too many files in the instrument’s folder. Call IT.',
      ur: 'آلے کے فولڈر میں بہت زیادہ فائلیں ہیں۔ آئی ٹی کو اطلاع دیں۔',
    },
    staff:
      'The watched folder holds more files than are looked through: move old ones out of it. The details say how many.',
    retry: true,
  },
  'spool-unwritable': {
    officer: {
      en: 'The instrument’s files cannot be copied to this station. Call IT.',
      ur: 'آلے کی فائلیں اس اسٹیشن پر نقل نہیں ہو رہیں۔ آئی ٹی کو اطلاع دیں۔',
    },
    staff:
      'The spool folder of the device’s address cannot be made or written, or its disk is full: the details name it, the cause says why. It is tried again.',
    retry: true,
  },
  'file-too-large': {
    officer: {
      en: 'A file of the instrument is too large and was not taken. Call IT.',
      ur: 'آلے کی ایک فائل بہت بڑی ہے اور نہیں لی گئی۔ آئی ٹی کو اطلاع دیں۔',
    },
    staff: 'The file exceeds largestBytes of the profile or of the device’s settings; the details hold both.',
    retry: false,
  },
  'file-unreadable': {
    officer: {
      en: 'A file of the instrument cannot be read. Close it in the instrument’s software; if that does not help, call IT.',
      ur: 'آلے کی ایک فائل پڑھی نہیں جا سکی۔ اسے آلے کے سافٹ ویئر میں بند کریں، پھر بھی ہو تو آئی ٹی کو بلائیں۔',
    },
    staff: 'Another program keeps the file to itself, or the service user may not read it. It is tried at each look.',
    retry: true,
  },
  'native-module-missing': {
    officer: {
      en: 'A part of the program is missing. Call IT.',
      ur: 'پروگرام کا ایک حصہ موجود نہیں۔ آئی ٹی کو اطلاع دیں۔',
    },
    staff:
      'The npm package that the details name, or a library of the system that it needs, is not there for this machine: run npm install with optional packages, and look at the cause.',
    retry: false,
  },
  'spectrum-reading-stopped': {
    officer: {
      en: 'This file could not be read in time, so no spectrum is shown. The file itself is kept.',
      ur: 'یہ فائل وقت پر پڑھی نہیں جا سکی، اس لیے سپیکٹرم نہیں دکھایا جا رہا۔ فائل خود محفوظ ہے۔',
    },
    staff: 'The thread that reads files ended, took too long or wanted too much memory; the cause says which.',
    retry: false,
  },
  'file-copy-altered': {
    officer: {
      en: 'The station’s copy of this file is not the file that arrived. Call IT; use the original.',
      ur: 'اسٹیشن پر رکھی اس فائل کی نقل وہ نہیں رہی جو موصول ہوئی تھی۔ آئی ٹی کو بلائیں اور اصل فائل استعمال کریں۔',
    },
    staff:
      'The SHA-256 of the copy is not the one at arrival: somebody wrote into the spool folder, or the disk fails.',
    retry: false,
  },
  'pty-unavailable': {
    officer: {
      en: 'The emulated device cannot start. Call IT.',
      ur: 'نقلی آلہ شروع نہیں ہو سکا۔ آئی ٹی کو اطلاع دیں۔',
    },
    staff:
      'Pseudo-terminals need Linux and the npm package koffi with its prebuilt library: run npm install with optional packages.',
    retry: false,
  },
  'uhid-unavailable': {
    officer: {
      en: 'The emulated device cannot start. Call IT.',
      ur: 'نقلی آلہ شروع نہیں ہو سکا۔ آئی ٹی کو اطلاع دیں۔',
    },
    staff:
      'An emulated HID device needs Linux and /dev/uhid: load the kernel’s module with "modprobe uhid", and allow this user to read and write the file.',
    retry: false,
  },
  'emulator-command-refused': {
    officer: {
      en: 'The emulated device cannot do this.',
      ur: 'نقلی آلہ یہ کام نہیں کر سکتا۔',
    },
    staff: 'The command is for another kind of emulator, or breaks its schema.',
    retry: false,
  },
});
