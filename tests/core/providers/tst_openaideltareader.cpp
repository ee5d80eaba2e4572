// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/providers/openaideltareader.h"

#include <QTest>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

QByteArray chunk(const QByteArray& delta, const QByteArray& tail = R"(,"finish_reason":null)")
{
    return R"({"id":"c1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":)"
        + delta + tail + "}]}";
}

QByteArray content(const QByteArray& escaped)
{
    return chunk(R"({"content":")" + escaped + R"("})");
}

/// What a reader makes of a chunk, as text.
QByteArray told(OpenAiDeltaReader& reader, const QByteArray& json)
{
    const auto delta = reader.read(json);
    if (!delta)
        return "none";
    return "r:" + QByteArray::fromStdString(std::string(delta->reasoning))
        + " c:" + QByteArray::fromStdString(std::string(delta->content));
}

} // namespace

/// Chunks are read as they would be alone, whatever came before them.
class TestOpenAiDeltaReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachChunkIsReadAsIfItWereTheFirst()
    {
        const QByteArrayList chunks = {content("a"), content("bc"), content("x\\\"y"), content("d"), content(""),
            content("\xc3\xa9"), content("\xc3"), content("tab\there"), content("e\\u00e9"), content("\\\\"),
            content("f"), chunk(R"({"reasoning_content":"t"})"), chunk(R"({"reasoning_content":"t2"})"),
            chunk(R"({"content":"","reasoning":"u"})"), chunk(R"({"content":"","reasoning":"u2"})"),
            chunk(R"({"content":"both","reasoning":"v"})"), chunk(R"({"content":"both","reasoning":"v2"})"),
            chunk(R"({"content":null})"), chunk(R"({"content":"g","tool_calls":null})"),
            chunk(R"({"content":"h","tool_calls":[{"index":0}]})"),
            chunk(R"({"content":"i"})", R"(,"finish_reason":"stop")"), content(R"(","role":"user)"), content("k") + ' ',
            content("l") + "x", content("m").chopped(1), content("end")};
        OpenAiDeltaReader reader;
        for (const auto& first : chunks) {
            for (const auto& second : chunks) {
                OpenAiDeltaReader fresh;
                told(reader, first);
                QCOMPARE(told(reader, second), told(fresh, second));
            }
        }
    }

    void textsAreFound()
    {
        OpenAiDeltaReader reader;
        QCOMPARE(told(reader, content("a")), "r: c:a"_ba);
        QCOMPARE(told(reader, content("b\xc3\xa9")), "r: c:b\xc3\xa9"_ba);
        QCOMPARE(told(reader, content(R"(\"c\")")), "r: c:\"c\""_ba);
        QCOMPARE(told(reader, chunk(R"({"reasoning":"d"})")), "r:d c:"_ba);
        QCOMPARE(told(reader, chunk(R"({"reasoning":"e"})")), "r:e c:"_ba);
        QCOMPARE(told(reader, chunk(R"({"tool_calls":[]})")), "none"_ba);
    }
};

QTEST_GUILESS_MAIN(TestOpenAiDeltaReader)
#include "tst_openaideltareader.moc"
