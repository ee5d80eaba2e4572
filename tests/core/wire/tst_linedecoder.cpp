// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/linedecoder.h"

#include <QTest>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

QByteArrayList decode(const QList<QByteArray>& pieces)
{
    QByteArrayList out;
    LineDecoder decoder;
    const auto sink = [&](QByteArrayView line) { out.append(line.toByteArray()); };
    for (const QByteArray& piece : pieces)
        decoder.feed(piece, sink);
    decoder.finish(sink);
    return out;
}

} // namespace

class TestLineDecoder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void splits_data()
    {
        QTest::addColumn<QByteArray>("stream");
        QTest::addColumn<QByteArrayList>("lines");
        QTest::newRow("LF") << "{\"a\":1}\n{\"b\":2}\n"_ba << QByteArrayList{"{\"a\":1}", "{\"b\":2}"};
        QTest::newRow("CRLF") << "1\r\n2\r\n"_ba << QByteArrayList{"1", "2"};
        QTest::newRow("blank lines") << "\n\r\n 1 \n\n"_ba << QByteArrayList{"1"};
        QTest::newRow("last line not closed") << "1\n2"_ba << QByteArrayList{"1", "2"};
        QTest::newRow("UTF-8") << "\"→🗼\"\n"_ba << QByteArrayList{"\"→🗼\""};
        QTest::newRow("empty") << ""_ba << QByteArrayList{};
    }
    void splits()
    {
        QFETCH(QByteArray, stream);
        QFETCH(QByteArrayList, lines);
        for (qsizetype first = 0; first <= stream.size(); ++first) {
            for (qsizetype second = first; second <= stream.size(); ++second)
                QCOMPARE(
                    decode({stream.first(first), stream.sliced(first, second - first), stream.sliced(second)}), lines);
        }
    }

    void endsAtALineThatIsTooLarge()
    {
        LineDecoder decoder;
        int lines = 0;
        const auto sink = [&](QByteArrayView) { ++lines; };
        const QByteArray block(1024 * 1024, 'x');
        for (int i = 0; i < 17; ++i)
            decoder.feed(block, sink);
        decoder.feed("\nlater\n", sink);
        decoder.finish(sink);
        QVERIFY(decoder.overflowed());
        QCOMPARE(lines, 0);
    }
};

QTEST_APPLESS_MAIN(TestLineDecoder)
#include "tst_linedecoder.moc"
