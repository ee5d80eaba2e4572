// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/ssedecoder.h"
#include "tests/support/corpus.h"

#include <QTest>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

using Events = QList<std::pair<QByteArray, QByteArray>>;

Events decode(const QList<QByteArray>& pieces)
{
    Events out;
    SseDecoder decoder;
    const auto sink = [&](const SseEvent& event) { out.append({event.type.toByteArray(), event.data.toByteArray()}); };
    for (const QByteArray& piece : pieces)
        decoder.feed(piece, sink);
    decoder.finish(sink);
    return out;
}

} // namespace

class TestSseDecoder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void frames_data()
    {
        QTest::addColumn<QByteArray>("stream");
        QTest::addColumn<Events>("events");
        const Events one = {{"", "x"}};
        QTest::newRow("LF") << "data: x\n\n"_ba << one;
        QTest::newRow("CRLF") << "data: x\r\n\r\n"_ba << one;
        QTest::newRow("CR") << "data: x\r\r"_ba << one;
        QTest::newRow("no blank behind the colon") << "data:x\n\n"_ba << one;
        QTest::newRow("only the first blank goes") << "data:  x \n\n"_ba << Events{{"", " x "}};
        QTest::newRow("several lines") << "data: a\ndata:\ndata: b\n\n"_ba << Events{{"", "a\n\nb"}};
        QTest::newRow("named") << "event: ping\ndata: {}\n\ndata: 2\n\n"_ba << Events{{"ping", "{}"}, {"", "2"}};
        QTest::newRow("name behind the data") << "data: 1\nevent: late\n\n"_ba << Events{{"late", "1"}};
        QTest::newRow("comments, id, retry, unknown")
            << ": hi\nid: 4\nretry: 10\nfoo: bar\ndata: x\n: bye\n\n"_ba << one;
        QTest::newRow("name without data is no event") << "event: ping\n\ndata: x\n\n"_ba << one;
        QTest::newRow("data without a colon is empty") << "data\n\n"_ba << Events{{"", ""}};
        QTest::newRow("byte order mark") << "\xEF\xBB\xBF"
                                            "data: x\n\n"_ba
                                         << one;
        QTest::newRow("mark inside the stream is text") << "\n\xEF\xBB\xBF"
                                                           "data: x\n\ndata: y\n\n"_ba
                                                        << Events{{"", "y"}};
        QTest::newRow("blank lines only") << "\n\n\r\n\n"_ba << Events{};
        QTest::newRow("not closed") << "data: 1\n\ndata: x"_ba << Events{{"", "1"}, {"", "x"}};
        QTest::newRow("closed by one line end") << "data: x\n"_ba << one;
        QTest::newRow("empty") << ""_ba << Events{};
        QTest::newRow("colon in the data") << "data: a:b: c\n\n"_ba << Events{{"", "a:b: c"}};
        QTest::newRow("fixture with everything")
            << assay::testing::fixture(u"wire/mixed.sse"_s)
            << Events{{"greeting", "first\nsecond"}, {"", "no blank"}, {"", "Ünï→🗼"}, {"", ""}, {"", "unterminated"}};
    }
    void frames()
    {
        QFETCH(QByteArray, stream);
        QFETCH(Events, events);
        QCOMPARE(decode({stream}), events);
        QList<QByteArray> bytes;
        for (const char byte : stream)
            bytes.append(QByteArray(1, byte));
        QCOMPARE(decode(bytes), events);
        for (qsizetype first = 0; first <= stream.size(); ++first) {
            for (qsizetype second = first; second <= stream.size(); ++second)
                QCOMPARE(
                    decode({stream.first(first), stream.sliced(first, second - first), stream.sliced(second)}), events);
        }
    }

    void handsOutWithoutCopying()
    {
        const QByteArray piece = "data: whole\n\n";
        bool isInside = false;
        SseDecoder decoder;
        decoder.feed(piece, [&](const SseEvent& event) {
            isInside = event.data.begin() >= piece.begin() && event.data.end() <= piece.end();
        });
        QVERIFY(isInside);
    }

    void endsAtAnEventThatIsTooLarge()
    {
        SseDecoder decoder;
        int events = 0;
        const auto sink = [&](const SseEvent&) { ++events; };
        decoder.feed("data: fine\n\ndata: ", sink);
        const QByteArray block(1024 * 1024, 'x');
        for (int i = 0; i < 16; ++i)
            decoder.feed(block, sink);
        QVERIFY(decoder.overflowed());
        decoder.feed("\n\ndata: later\n\n", sink);
        decoder.finish(sink);
        QCOMPARE(events, 1);
    }

    void endsAtTooManyLinesOfOneEvent()
    {
        SseDecoder decoder;
        int events = 0;
        const QByteArray line = "data: " + QByteArray(1024 * 1024, 'y') + '\n';
        for (int i = 0; i < 17; ++i)
            decoder.feed(line, [&](const SseEvent&) { ++events; });
        decoder.feed("\n", [&](const SseEvent&) { ++events; });
        QVERIFY(decoder.overflowed());
        QCOMPARE(events, 0);
    }

    void staysLinearByteByByte()
    {
        // A quadratic reader would need hours for this.
        SseDecoder decoder;
        qsizetype size = 0;
        const auto sink = [&](const SseEvent& event) { size = event.data.size(); };
        decoder.feed("data: ", sink);
        for (int i = 0; i < 4'000'000; ++i)
            decoder.feed("z", sink);
        decoder.feed("\n\n", sink);
        QCOMPARE(size, 4'000'000);
    }
};

QTEST_APPLESS_MAIN(TestSseDecoder)
#include "tst_ssedecoder.moc"
