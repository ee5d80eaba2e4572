// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/hostiledocuments.h"

#include "tests/core/providers/recordingcases.h"

using namespace Qt::StringLiterals;

namespace assay::testing {

namespace {

QString repeated(const QString& text, int times)
{
    return text.repeated(times);
}

QString stairs(const QString& mark, int steps)
{
    QString text;
    for (int i = 0; i < steps; ++i)
        text += QString(2 * i, u' ') + mark + u"step\n"_s;
    return text;
}

QString longTable(int rows)
{
    QString text = u"| row | value | words |\n|---|--:|---|\n"_s;
    for (int i = 0; i < rows; ++i)
        text += u"| %1 | %2 | `code` and **bold** |\n"_s.arg(i).arg(i * 17);
    return text;
}

QString longFence(int lines)
{
    QString text = u"```cpp\n"_s;
    for (int i = 0; i < lines; ++i)
        text += u"auto value%1 = compute(\"text\", %1); // comment\n"_s.arg(i);
    return text;
}

QList<HostileDocument> deepDocuments()
{
    return {
        {u"10,000 quotes deep"_s, repeated(u">"_s, 10'000) + u" x"_s},
        {u"10,000 quotes deep, with spaces"_s, repeated(u"> "_s, 10'000) + u"x"_s},
        {u"10,000 lists deep on one line"_s, repeated(u"- "_s, 10'000) + u"x"_s},
        {u"400 lists deep, indented"_s, stairs(u"- "_s, 400)},
        {u"400 numbers deep"_s, stairs(u"1. "_s, 400)},
        {u"fences in quotes in lists"_s, repeated(u"> - ```\n"_s, 3'000)},
        {u"brackets"_s, repeated(u"["_s, 50'000)},
        {u"links in links"_s, repeated(u"[a]("_s, 20'000)},
        {u"emphasis without end"_s, repeated(u"*a _b "_s, 10'000)},
        {u"stars"_s, repeated(u"*"_s, 50'000)},
        {u"backticks of every length"_s,
            [] {
                QString text;
                for (int i = 1; i < 400; ++i)
                    text += QString(i, u'`') + u' ';
                return text;
            }()},
        {u"entities"_s, repeated(u"&amp;&#x202e;"_s, 20'000)},
    };
}

QList<HostileDocument> largeDocuments()
{
    return {
        {u"one megabyte in one word"_s, QString(1'000'000, u'y')},
        {u"one megabyte in one line"_s, repeated(u"lorem ipsum "_s, 83'334)},
        {u"one megabyte in one line of code"_s, u"```js\n"_s + repeated(u"f(x);"_s, 200'000) + u"\n```\n"_s},
        {u"10,000 columns"_s,
            repeated(u"|a"_s, 10'000) + u"|\n"_s + repeated(u"|-"_s, 10'000) + u"|\n"_s + repeated(u"|b"_s, 10'000)
                + u"|\n"_s},
        {u"100,000 rows"_s, longTable(100'000)},
        {u"open fence of 20,000 lines"_s, longFence(20'000)},
        {u"100,000 paragraphs of a letter"_s, repeated(u"a\n\n"_s, 100'000)},
        {u"100,000 items"_s, repeated(u"- item\n"_s, 100'000)},
        {u"rules"_s, repeated(u"***\n"_s, 50'000)},
        {u"a cell of 100,000 characters"_s,
            u"| a | b |\n|---|---|\n| "_s + repeated(u"word "_s, 20'000) + u" | x |\n"_s},
        {u"nested html"_s, repeated(u"<table><tr><td>"_s, 20'000)},
        {u"50,000 line breaks"_s, repeated(u"a\\\n"_s, 50'000)},
    };
}

QList<HostileDocument> deceivingDocuments()
{
    return {
        {u"bidi controls"_s, repeated(u"\u202Eabc\u2066def\u200Bx\u2069 `\u202Ecode`\n\n"_s, 3'000)},
        {u"bidi controls in code"_s,
            u"```c\n"_s + repeated(u"/* \u202E } \u2066if (admin)\u2069 \u2066 begin */\n"_s, 500)},
        {u"zero width"_s, repeated(u"\u200B\u200D\uFEFF\u2060"_s, 20'000)},
        {u"combining"_s, u"a"_s + repeated(u"\u0301"_s, 50'000)},
        {u"nulls and controls"_s, repeated(QString(QChar(u'\0')) + QChar(7) + QChar(27) + u"[31m"_s, 5'000)},
        {u"lone surrogates"_s, repeated(QString(QChar(0xD800)) + u'a' + QChar(0xDC00), 5'000)},
        {u"object replacement"_s,
            repeated(QString(QChar(0xFFFC)) + QChar(0xFDD0) + QChar(0x2029) + QChar(0x2028), 2'000)},
        {u"files and addresses"_s,
            uR"(![a](file:///dev/zero) ![b](/dev/zero) ![c](file:///etc/passwd) ![d](http://127.0.0.1:9/x.png)
![e](data:image/png;base64,iVBORw0KGgo=) ![f](qrc:/icons/x.png) ![g](:/i18n) ![h](//127.0.0.1/x) ![i][ref]

[ref]: file:///dev/zero

<img src="file:///dev/zero"><img src=http://127.0.0.1:9/y.png><iframe src="http://127.0.0.1:9/"></iframe>
<link rel="stylesheet" href="file:///dev/zero"><style>@import url(file:///dev/zero);</style>
<object data="file:///dev/zero"></object><script src="http://127.0.0.1:9/s.js"></script>

<video src="http://127.0.0.1:9/v.mp4" autoplay></video>

[x](javascript:alert(1)) [y](file:///dev/zero) [z](data:text/html,hello) [w](vbscript:x) <javascript:alert(2)>
<http://127.0.0.1:9/auto> http://127.0.0.1:9/bare file:///dev/zero smb://127.0.0.1/share

```../../../../dev/zero
language with a path
```

```file:///dev/zero
language with an address
```

| ![cell](file:///dev/zero) | <img src="file:///dev/zero"> |
|---|---|
| ![cell](http://127.0.0.1:9/z.png) | [c](javascript:void) |
)"_s},
        {u"scripts of the world"_s,
            repeated(
                u"Ελληνικά Русский עברית العربية हिन्दी ไทย 中文 日本語 한국어 \U0001F600 \U0001D49C **\u2200x\u2208\u211D**\n\n"_s,
                200)},
    };
}

} // namespace

QList<HostileDocument> hostileDocuments()
{
    return deepDocuments() + largeDocuments() + deceivingDocuments();
}

QList<HostileDocument> recordedAnswers()
{
    QList<HostileDocument> answers;
    for (const Recording& recording : recordings()) {
        for (const RecordingFormat& format : recordingFormats()) {
            if (format.api != recording.api)
                continue;
            const Expected read = format.read(recording);
            const QString said = read.text + read.reasoning + read.refusal;
            if (!said.isEmpty())
                answers.append({recording.file, said});
            break;
        }
        answers.append({recording.file + u", raw"_s, QString::fromUtf8(recording.body.left(60'000))});
    }
    return answers;
}

} // namespace assay::testing
