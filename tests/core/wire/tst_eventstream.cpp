// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/eventstreamdecoder.h"
#include "tests/support/corpus.h"

#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

QList<EventStreamMessage> decode(const QByteArray& bytes)
{
    EventStreamDecoder decoder;
    return decoder.feed(bytes);
}

/// A length field at `at`, big endian, with the prelude's checksum made right again.
QByteArray withLength(QByteArray bytes, qsizetype at, quint32 value)
{
    for (int i = 0; i < 4; ++i)
        bytes[at + i] = static_cast<char>(value >> (24 - 8 * i));
    const quint32 crc = crc32(QByteArrayView(bytes).first(8));
    for (int i = 0; i < 4; ++i)
        bytes[8 + i] = static_cast<char>(crc >> (24 - 8 * i));
    return bytes;
}

} // namespace

class TestEventStream : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // The check value of the CRC catalogues for CRC-32/ISO-HDLC.
    void checksumIsTheCommonOne()
    {
        QCOMPARE(crc32("123456789"), 0xCBF43926U);
        QCOMPARE(crc32(""), 0U);
    }

    void readsEveryHeaderType()
    {
        const auto messages = decode(testing::fixture(u"bedrock/all_header_types.bin"_s));
        QCOMPARE(messages.size(), 1);
        const auto& message = messages.first();
        QCOMPARE(message.payload, "payload"_ba);
        QCOMPARE(message.headers.size(), 10);
        QCOMPARE(message.header("yes"), "true"_ba);
        QCOMPARE(message.header("no"), "false"_ba);
        QCOMPARE(message.header("byte"), "-5"_ba);
        QCOMPARE(message.header("short"), "-300"_ba);
        QCOMPARE(message.header("int"), "-70000"_ba);
        QCOMPARE(message.header("long"), "-5000000000"_ba);
        QCOMPARE(message.header("bytes"), QByteArray("\x00\x01\xff", 3));
        QCOMPARE(message.header("string"), QByteArray("grüß"));
        QCOMPARE(message.header("time"), "1700000000123"_ba);
        QCOMPARE(message.header("uuid"), "00010203-0405-0607-0809-0a0b0c0d0e0f"_ba);
        QCOMPARE(message.header("absent"), QByteArray());
    }

    void cutsDoNotMatter()
    {
        const QByteArray bytes = testing::fixture(u"bedrock/stream_tools.bin"_s);
        const auto whole = decode(bytes);
        QCOMPARE(whole.size(), 15);
        EventStreamDecoder single;
        QList<EventStreamMessage> joined;
        for (const char byte : bytes)
            joined += single.feed(QByteArrayView(&byte, 1));
        QCOMPARE(joined, whole);
        QVERIFY(!single.midMessage());
        for (qsizetype cut = 0; cut <= bytes.size(); ++cut) {
            EventStreamDecoder decoder;
            auto parts = decoder.feed(bytes.first(cut));
            parts += decoder.feed(bytes.sliced(cut));
            QCOMPARE(parts, whole);
        }
    }

    // A single flipped bit anywhere is found, and the messages before it are kept.
    void findsEveryFlippedBit()
    {
        const QByteArray good = testing::fixture(u"bedrock/stream_exception.bin"_s);
        const auto whole = decode(good);
        const qsizetype firstSize = static_cast<uchar>(good[3]);
        for (qsizetype at = firstSize; at < 2 * firstSize; ++at) {
            QByteArray bad = good;
            bad[at] = static_cast<char>(bad[at] ^ 0x10);
            EventStreamDecoder decoder;
            const auto messages = decoder.feed(bad);
            QVERIFY2(!decoder.fault().isEmpty(), QByteArray::number(at).constData());
            QCOMPARE(messages, whole.first(1));
            QVERIFY(decoder.feed(good).isEmpty());
        }
    }

    void refusesImpossibleLengths()
    {
        const QByteArray good = testing::fixture(u"bedrock/all_header_types.bin"_s);
        for (const quint32 total : {0U, 15U, EventStreamDecoder::kLargestMessage + 1, 0xFFFFFFFFU}) {
            EventStreamDecoder decoder;
            QVERIFY(decoder.feed(withLength(good, 0, total)).isEmpty());
            QVERIFY2(!decoder.fault().isEmpty(), QByteArray::number(total).constData());
        }
        EventStreamDecoder decoder;
        QVERIFY(decoder.feed(withLength(good, 4, 0xFFFFFFFFU)).isEmpty());
        QVERIFY(!decoder.fault().isEmpty());
    }

    void waitsForTheRestOfAMessage()
    {
        const QByteArray bytes = testing::fixture(u"bedrock/all_header_types.bin"_s);
        EventStreamDecoder decoder;
        QVERIFY(decoder.feed(bytes.chopped(1)).isEmpty());
        QVERIFY(decoder.midMessage());
        QVERIFY(decoder.fault().isEmpty());
        QCOMPARE(decoder.feed(bytes.last(1)).size(), 1);
    }

    // The same frames as decoded by someone else.
    void agreesWithRecordedStreams()
    {
        const QString corpus = testing::corpusFolder();
        if (corpus.isEmpty())
            QSKIP("the shared recordings are not here");
        int compared = 0;
        QDirIterator files(corpus + u"/recordings/bedrock"_s, {u"*_stream_*.json"_s});
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            const auto response = QJsonDocument::fromJson(file.readAll())["response"_L1];
            const auto messages = decode(QByteArray::fromBase64(response["body_base64"_L1].toString().toLatin1()));
            const QJsonArray expected = response["decoded_events"_L1].toArray();
            QCOMPARE(messages.size(), expected.size());
            for (qsizetype i = 0; i < messages.size(); ++i) {
                const QJsonObject event = expected[i].toObject();
                const QJsonObject headers = event["headers"_L1].toObject();
                QCOMPARE(messages[i].headers.size(), headers.size());
                for (const auto& name : headers.keys())
                    QCOMPARE(QString::fromUtf8(messages[i].header(name.toUtf8())), headers[name].toString());
                QCOMPARE(QJsonDocument::fromJson(messages[i].payload).object(), event["payload"_L1].toObject());
            }
            ++compared;
        }
        QVERIFY(compared >= 3);
    }
};

QTEST_GUILESS_MAIN(TestEventStream)
#include "tst_eventstream.moc"
