// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/contentcoding.h"
#include "tests/support/packed.h"

#include <QTest>
#include <QtEndian>

using namespace assay;
using namespace assay::testing;
using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMega = 1024LL * 1024;
const QByteArray kText = R"({"model":"sandbox/swift","messages":[{"role":"user","content":"Explain RAID levels"}]})";

/// Frames of RFC 8878 without a size; the blocks are given.
QByteArray zstdFrame(const QByteArray& blocks)
{
    return QByteArray("\x28\xb5\x2f\xfd\x00\x58", 6) + blocks; // a window of 2 MB
}
QByteArray zstdBlock(const QByteArray& content, quint32 size, int type, bool isLast)
{
    return littleEndian(size << 3 | static_cast<quint32>(type) << 1 | (isLast ? 1U : 0U)).first(3) + content;
}
QByteArray zstd(const QByteArray& text)
{
    return zstdFrame(zstdBlock(text, static_cast<quint32>(text.size()), 0, true));
}
/// One byte, so many times 100,000.
QByteArray zstdBomb(int times)
{
    QByteArray out;
    for (int i = 0; i < times; ++i)
        out += zstdBlock("a", 100'000, 1, i + 1 == times);
    return zstdFrame(out);
}

const QByteArray kBrotli = QByteArray::fromBase64(
    "G1UAIIzTFfMjhHUPxG2pnoXykA8Wq9WkiGDRcEHhrcPS1RcccsAaePYtkALzGqPhnDjAHuBtj36++lvzEq1FDZoB2hB0wP6yYjmJQAjfAQ==");
/// 6 MB of one letter.
const QByteArray kBrotliBomb = QByteArray::fromBase64("m///X/glwuKxQCD3/gs=");

} // namespace

class TestContentCoding : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsEachCoding_data()
    {
        QTest::addColumn<QByteArray>("coding");
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("gzip") << "gzip"_ba << gzip(kText);
        QTest::newRow("x-gzip in capitals") << "X-GZIP"_ba << gzip(kText);
        QTest::newRow("gzip in two members") << "gzip"_ba << gzip(kText.first(9)) + gzip(kText.sliced(9));
        QTest::newRow("deflate") << " deflate "_ba << zlib(kText);
        QTest::newRow("deflate without zlib's frame") << "deflate"_ba << rawDeflate(kText);
        QTest::newRow("zstd") << "zstd"_ba << zstd(kText);
        QTest::newRow("zstd in two frames") << "zstd"_ba << zstd(kText.first(9)) + zstd(kText.sliced(9));
        QTest::newRow("br") << "br"_ba << kBrotli;
        QTest::newRow("identity") << "identity"_ba << kText;
        QTest::newRow("none") << QByteArray() << kText;
    }
    void readsEachCoding()
    {
        QFETCH(QByteArray, coding);
        QFETCH(QByteArray, content);
        const auto read = decodedContent(coding, content);
        QVERIFY2(read, read ? "" : qPrintable(read.error().detail));
        QCOMPARE(*read, kText);
        if (content == kText)
            return;
        for (const qsizetype size : {qsizetype(0), qsizetype(1), content.size() / 3, content.size() - 1}) {
            const auto cut = decodedContent(coding, content.first(size));
            QVERIFY(!cut);
            QCOMPARE(cut.error().httpStatus, 400);
        }
        for (const auto& wrong : {content + "garbage behind it", "garbage"_ba, kText}) {
            const auto damaged = decodedContent(coding, wrong);
            QVERIFY(!damaged);
            QCOMPARE(damaged.error().httpStatus, 400);
        }
    }

    void longTexts()
    {
        QByteArray text;
        for (int i = 0; text.size() < 3 * kMega; ++i)
            text += QByteArray::number(i * 7919LL) + " words that differ a little; ";
        for (const auto& [coding, content] : {std::pair("gzip"_ba, gzip(text)), std::pair("deflate"_ba, zlib(text))}) {
            const auto read = decodedContent(coding, content);
            QVERIFY2(read, read ? "" : qPrintable(read.error().detail));
            QVERIFY(*read == text);
        }
    }

    void roomGrowsWithWhatCame()
    {
        const InflationLimits limits{.bytes = 64 * kMega, .ratio = 100, .anyRatioUpTo = 4 * kMega};
        QCOMPARE(limits.roomFor(10), 4 * kMega);
        QCOMPARE(limits.roomFor(kMega / 10), kMega / 10 * 100);
        QCOMPARE(limits.roomFor(kMega), 64 * kMega);
        QCOMPARE(limits.roomFor(std::numeric_limits<qsizetype>::max()), 64 * kMega);
        QCOMPARE((InflationLimits{.bytes = kMega}.roomFor(10)), kMega);
    }

    /// A small text may be as repetitive as it likes.
    void bombsAreRefused_data()
    {
        QTest::addColumn<QByteArray>("coding");
        QTest::addColumn<QByteArray>("harmless");
        QTest::addColumn<QByteArray>("bomb");
        const auto letters = [](qsizetype count) { return QByteArray(count, 'a'); };
        QTest::newRow("gzip") << "gzip"_ba << gzip(letters(3 * kMega)) << gzip(letters(20 * kMega));
        QTest::newRow("deflate") << "deflate"_ba << zlib(letters(3 * kMega)) << zlib(letters(20 * kMega));
        QTest::newRow("zstd") << "zstd"_ba << zstdBomb(30) << zstdBomb(60);
        QTest::newRow("br") << "br"_ba << kBrotli << kBrotliBomb;
    }
    void bombsAreRefused()
    {
        QFETCH(QByteArray, coding);
        QFETCH(QByteArray, harmless);
        QFETCH(QByteArray, bomb);
        QVERIFY(decodedContent(coding, harmless));
        const auto read = decodedContent(coding, bomb);
        QVERIFY(!read);
        QCOMPARE(read.error().httpStatus, 413);
        // The cap counts what is read, whatever the ratio.
        const auto capped = decodedContent(coding, harmless, {.bytes = 20});
        QVERIFY(!capped);
        QCOMPARE(capped.error().httpStatus, 413);
    }

    void otherCodings()
    {
        for (const QByteArray coding : {"compress", "gzip, gzip", "aws-chunked"}) {
            const auto read = decodedContent(coding, kText);
            QVERIFY(!read);
            QCOMPARE(read.error().kind, ErrorKind::InvalidRequest);
            QCOMPARE(read.error().httpStatus, 415);
            QVERIFY(read.error().detail.contains(QLatin1StringView(coding)) && read.error().detail.contains("zstd"_L1));
        }
    }
};

QTEST_GUILESS_MAIN(TestContentCoding)
#include "tst_contentcoding.moc"
