// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/net/answerparser.h"

#include <QRandomGenerator>
#include <QTest>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

using State = AnswerParser::State;
using Fault = AnswerParser::Fault;

constexpr AnswerParser::Limits kLimits{.headBytes = 4096, .bodyBytes = 1000};

struct Read {
    State state = State::Reading;
    HttpHead head;
    QByteArray body;
    Fault fault = Fault::None;
};

/// In pieces of that size; then, if it is still reading, the end of the connection.
Read read(AnswerParser& parser, QByteArrayView bytes, qsizetype piece, QByteArrayView method = "POST")
{
    Read out;
    parser.begin(method);
    while (out.state == State::Reading && !bytes.isEmpty()) {
        const auto size = std::min(piece, bytes.size());
        // Its own memory, freed at once: nothing may point into the buffer of before.
        const QByteArray copy = bytes.first(size).toByteArray();
        out.state = parser.feed(copy);
        bytes = bytes.sliced(size);
        out.body += parser.takeBody();
    }
    if (out.state == State::Reading)
        out.state = parser.end();
    out.head = parser.takeHead();
    out.fault = parser.fault();
    return out;
}

QByteArray chunked(const QByteArray& body)
{
    return "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + body;
}

} // namespace

/// One reading of an answer or none.
class TestAnswerParser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsInPiecesOfAnySize()
    {
        const QByteArray interim = "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n";
        const QByteArray head
            = "HTTP/1.1 201 Created\r\nServer: s 1.0 \r\nX-Empty:\r\nTransfer-Encoding: chunked\r\n\r\n";
        const QByteArray bytes = interim + head + "3;a=\"b;c\"\r\nabc\r\n00b\r\n0123456789\n\r\n0\r\nX-T: 1\r\n\r\n";
        AnswerParser parser(kLimits);
        for (qsizetype piece = 1; piece <= bytes.size(); ++piece) {
            const auto got = read(parser, bytes, piece);
            QVERIFY2(got.state == State::Complete, qPrintable(parser.reason()));
            QCOMPARE(got.head.status, 201);
            QCOMPARE(got.head.headers.size(), 3);
            QCOMPARE(got.head.header("server"), "s 1.0");
            QCOMPARE(got.head.headers.at(1).name, "X-Empty");
            QCOMPARE(got.head.headers.at(1).value, "");
            QCOMPARE(got.head.header("link"), "");
            QCOMPARE(got.body, "abc0123456789\n");
            QCOMPARE(parser.bodyBytes(), got.body.size());
            QCOMPARE(parser.headBytes(), (interim + head + "X-T: 1\r\n").size());
            QVERIFY(parser.mayFollow());
        }
    }

    void readsOneAnswerAfterTheOther()
    {
        AnswerParser parser(kLimits);
        for (const char* type : {"text/plain", "text/plain", "text/html", "text/plain"}) {
            const auto got
                = read(parser, "HTTP/1.1 200 OK\r\nContent-Type: "_ba + type + "\r\nContent-Length: 2\r\n\r\nok", 1000);
            QVERIFY(got.state == State::Complete);
            QCOMPARE(got.head.headers.size(), 2);
            QCOMPARE(got.head.header("content-type"), QByteArray(type));
            QCOMPARE(got.body, "ok");
            QVERIFY(parser.mayFollow());
        }
        const auto fewer = read(parser, "HTTP/1.1 204 No\r\nA: b\r\n\r\n", 1000);
        QCOMPARE(fewer.head.headers.size(), 1);
        QCOMPARE(fewer.head.header("a"), "b");
    }

    void refusesWhatCanBeReadInTwoWays_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<bool>("inBody");
        const QByteArray ok = "HTTP/1.1 200 OK\r\n";
        QTest::newRow("two lengths") << ok + "Content-Length: 2\r\nContent-Length: 3\r\n\r\nabc" << false;
        QTest::newRow("a list of lengths") << ok + "Content-Length: 2, 3\r\n\r\nabc" << false;
        QTest::newRow("length, then encoding")
            << ok + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
            << false;
        QTest::newRow("encoding, then length")
            << ok + "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n"
            << false;
        QTest::newRow("length with a sign") << ok + "Content-Length: +3\r\n\r\nabc" << false;
        QTest::newRow("length below zero") << ok + "Content-Length: -3\r\n\r\nabc" << false;
        QTest::newRow("length in hexadecimal") << ok + "Content-Length: 0x3\r\n\r\nabc" << false;
        QTest::newRow("length with a blank inside") << ok + "Content-Length: 1 0\r\n\r\nabc" << false;
        QTest::newRow("no length at all") << ok + "Content-Length:\r\n\r\nabc" << false;
        QTest::newRow("length beyond 64 bits") << ok + "Content-Length: 99999999999999999999\r\n\r\nabc" << false;
        QTest::newRow("another encoding") << ok + "Transfer-Encoding: gzip\r\n\r\nabc" << false;
        QTest::newRow("two encodings") << ok + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n" << false;
        QTest::newRow("chunked twice") << ok
                + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
                                       << false;
        QTest::newRow("chunked and more") << ok + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n" << false;
        QTest::newRow("an encoding like chunked") << ok + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n" << false;
        QTest::newRow("blank before the colon") << ok + "Content-Length : 3\r\n\r\nabc" << false;
        QTest::newRow("blank in a name") << ok + "Content Length: 3\r\n\r\nabc" << false;
        QTest::newRow("no colon") << ok + "Content-Length\r\n\r\nabc" << false;
        QTest::newRow("bare line feeds") << "HTTP/1.1 200 OK\nContent-Length: 3\n\nabc"_ba << false;
        QTest::newRow("bare line feed in a value") << ok + "A: b\nContent-Length: 3\r\n\r\nabc" << false;
        QTest::newRow("bare return in a value") << ok + "A: b\rContent-Length: 3\r\n\r\nabc" << false;
        QTest::newRow("folded line") << ok + "A: b\r\n Content-Length: 2\r\nContent-Length: 3\r\n\r\nabc" << false;
        QTest::newRow("zero byte in a value") << ok + "A: b"_ba + '\0' + "\r\nContent-Length: 3\r\n\r\nabc" << false;
        QTest::newRow("HTTP/2") << "HTTP/2.0 200 OK\r\nContent-Length: 3\r\n\r\nabc"_ba << false;
        QTest::newRow("HTTP/0.9") << "HTTP/0.9 200 OK\r\nContent-Length: 3\r\n\r\nabc"_ba << false;
        QTest::newRow("a future version") << "HTTP/1.2 200 OK\r\nContent-Length: 3\r\n\r\nabc"_ba << false;
        QTest::newRow("status of two digits") << "HTTP/1.1 20 OK\r\nContent-Length: 3\r\n\r\nabc"_ba << false;
        QTest::newRow("status of four digits") << "HTTP/1.1 2000 OK\r\nContent-Length: 3\r\n\r\nabc"_ba << false;
        QTest::newRow("status below 100") << "HTTP/1.1 099 OK\r\nContent-Length: 3\r\n\r\nabc"_ba << false;
        QTest::newRow("another protocol")
            << "HTTP/1.1 101 Go\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n"_ba + ok + "Content-Length: 0\r\n\r\n"
            << false;
        QTest::newRow("another protocol, unsaid") << "HTTP/1.1 101 Go\r\n\r\n"_ba + ok + "Content-Length: 0\r\n\r\n"
                                                  << false;
        QTest::newRow("two lengths after an interim head")
            << "HTTP/1.1 100 Continue\r\n\r\n"_ba + ok + "Content-Length: 2\r\nContent-Length: 3\r\n\r\nabc" << false;
        QTest::newRow("chunk size no number") << chunked("x\r\nabc\r\n0\r\n\r\n") << true;
        QTest::newRow("chunk size with 0x") << chunked("0x3\r\nabc\r\n0\r\n\r\n") << true;
        QTest::newRow("chunk size with a sign") << chunked("+3\r\nabc\r\n0\r\n\r\n") << true;
        QTest::newRow("chunk size with a blank") << chunked("3 \r\nabc\r\n0\r\n\r\n") << true;
        QTest::newRow("no chunk size") << chunked("\r\nabc\r\n0\r\n\r\n") << true;
        QTest::newRow("chunk size beyond 64 bits") << chunked("fffffffffffffffff\r\nabc\r\n0\r\n\r\n") << true;
        QTest::newRow("chunk longer than it says") << chunked("2\r\nabc\r\n0\r\n\r\n") << true;
        QTest::newRow("chunk shorter than it says") << chunked("4\r\nabc\r\n0\r\n\r\n") << true;
        QTest::newRow("bare line feed behind a size") << chunked("3\nabc\r\n0\r\n\r\n") << true;
        QTest::newRow("bare line feed behind a chunk") << chunked("3\r\nabc\n0\r\n\r\n") << true;
        QTest::newRow("bare return behind a chunk") << chunked("3\r\nabc\r0\r\n\r\n") << true;
    }
    void refusesWhatCanBeReadInTwoWays()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(bool, inBody);
        for (const qsizetype piece : {bytes.size(), qsizetype(1)}) {
            AnswerParser parser(kLimits);
            const auto got = read(parser, bytes, piece);
            QVERIFY(got.state == State::Broken);
            QVERIFY2(got.fault == (inBody ? Fault::BadChunk : Fault::NotHttp), qPrintable(parser.reason()));
            QVERIFY(!parser.reason().isEmpty());
            QVERIFY(!parser.mayFollow());
            if (!inBody)
                QCOMPARE(got.body, "");
        }
    }

    void knowsAnswersWithoutBody_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("method");
        QTest::newRow("HEAD") << "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n"_ba << "HEAD"_ba;
        QTest::newRow("HEAD, chunked") << "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"_ba << "HEAD"_ba;
        QTest::newRow("HEAD, no length") << "HTTP/1.1 200 OK\r\n\r\n"_ba << "HEAD"_ba;
        QTest::newRow("204") << "HTTP/1.1 204 No\r\n\r\n"_ba << "POST"_ba;
        QTest::newRow("204 with a length") << "HTTP/1.1 204 No\r\nContent-Length: 3\r\n\r\n"_ba << "POST"_ba;
        QTest::newRow("304") << "HTTP/1.1 304 No\r\nContent-Length: 3\r\n\r\n"_ba << "GET"_ba;
        QTest::newRow("length 0") << "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"_ba << "POST"_ba;
        QTest::newRow("no reason phrase") << "HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n"_ba << "POST"_ba;
    }
    void knowsAnswersWithoutBody()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, method);
        for (const qsizetype piece : {bytes.size(), qsizetype(1)}) {
            AnswerParser parser(kLimits);
            const auto got = read(parser, bytes, piece, method);
            QVERIFY2(got.state == State::Complete, qPrintable(parser.reason()));
            QVERIFY(parser.mayFollow());
            QCOMPARE(got.body, "");
            QCOMPARE(parser.headBytes(), bytes.size());
        }
        AnswerParser parser(kLimits);
        QVERIFY(read(parser, bytes + "abc", 1000, method).state == State::Complete);
        QVERIFY(!parser.mayFollow()); // what follows belongs to nobody
    }

    void knowsWhetherTheConnectionStays_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<bool>("stays");
        const QByteArray body = "Content-Length: 2\r\n\r\nok";
        QTest::newRow("1.1") << "HTTP/1.1 200 OK\r\n" + body << true;
        QTest::newRow("1.1, close") << "HTTP/1.1 200 OK\r\nConnection: close\r\n" + body << false;
        QTest::newRow("1.1, close in a list") << "HTTP/1.1 200 OK\r\nConnection: x, Close\r\n" + body << false;
        QTest::newRow("1.0") << "HTTP/1.0 200 OK\r\n" + body << false;
        QTest::newRow("1.0, keep-alive") << "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\n" + body << true;
        QTest::newRow("until the end") << "HTTP/1.1 200 OK\r\n\r\nok"_ba << false;
        QTest::newRow("1.0, until the end") << "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\n\r\nok"_ba << false;
        QTest::newRow("1.0, chunked")
            << "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n"_ba
            << false;
        QTest::newRow("more behind it") << "HTTP/1.1 200 OK\r\n" + body + "HTTP/1.1 200 OK\r\n" + body << false;
        QTest::newRow("interim head, close")
            << "HTTP/1.1 100 Continue\r\nConnection: close\r\n\r\nHTTP/1.1 200 OK\r\n" + body << true;
    }
    void knowsWhetherTheConnectionStays()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(bool, stays);
        AnswerParser parser(kLimits);
        const auto got = read(parser, bytes, 1000);
        QVERIFY2(got.state == State::Complete, qPrintable(parser.reason()));
        QCOMPARE(got.body, "ok");
        QCOMPARE(parser.mayFollow(), stays);
    }

    void tellsWhatIsMissing()
    {
        AnswerParser parser(kLimits);
        QVERIFY(read(parser, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc", 5).fault == Fault::Cut);
        QCOMPARE(parser.reason(), u"end of response with 7 bytes missing"_s);
        QVERIFY(read(parser, chunked("5\r\nabc"), 5).fault == Fault::Cut);
        QVERIFY(read(parser, "", 5).fault == Fault::Cut);
        QVERIFY(read(parser, "HTTP/1.1 100 Continue\r\n\r\n", 5).fault == Fault::Cut);
        QVERIFY(!parser.hasStarted());
        QVERIFY(read(parser, "HTTP/1.1 200 OK\r\nA: b", 5).fault == Fault::Cut);
        QVERIFY(parser.hasStarted());
        QVERIFY(!parser.hasHead());
    }

    void readsTheSameWhereverItIsCut()
    {
        const QList<QByteArray> answers = {
            "HTTP/1.1 200 OK\r\nContent-Type: a\r\nContent-Length: 5\r\n\r\nhello",
            "HTTP/1.1 103 E\r\nL: x\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
            "5;x=y\r\nhello\r\n0\r\nT: 1\r\n\r\n",
            "HTTP/1.0 200\r\nConnection: keep-alive\r\n\r\nhello",
            "HTTP/1.1 204 No\r\nConnection: close, x\r\n\r\n",
        };
        QRandomGenerator random(20'261'126);
        const QByteArray letters = "\r\n :;,0159afHTP/.\t\0x"_ba + char(0x80);
        int whole = 0;
        for (int round = 0; round < 20'000; ++round) {
            QByteArray bytes = answers.at(random.bounded(answers.size()));
            for (int change = random.bounded(3); change >= 0; --change) {
                const auto at = random.bounded(bytes.size());
                switch (random.bounded(4)) {
                case 0: bytes[at] = letters.at(random.bounded(letters.size())); break;
                case 1: bytes.insert(at, letters.at(random.bounded(letters.size()))); break;
                case 2: bytes.remove(at, 1); break;
                default: bytes.insert(at, bytes.mid(random.bounded(bytes.size()), random.bounded(20))); break;
                }
                if (bytes.isEmpty())
                    bytes = "H";
            }
            AnswerParser one(kLimits);
            const auto expected = read(one, bytes, bytes.size());
            whole += expected.state == State::Complete ? 1 : 0;
            for (const qsizetype piece : {1, 2, 7}) {
                AnswerParser other(kLimits);
                const auto got = read(other, bytes, piece);
                QVERIFY2(
                    got.state == expected.state && got.fault == expected.fault, bytes.toPercentEncoding().constData());
                QVERIFY2(got.body == expected.body, bytes.toPercentEncoding().constData());
                QVERIFY2(other.hasHead() == one.hasHead(), bytes.toPercentEncoding().constData());
                if (one.hasHead())
                    QVERIFY2(got.head.headers == expected.head.headers, bytes.toPercentEncoding().constData());
            }
        }
        QVERIFY2(whole > 1000 && whole < 19'000, qPrintable(QString::number(whole)));
    }

    void keepsToItsLimits()
    {
        AnswerParser parser(kLimits);
        const QByteArray ok = "HTTP/1.1 200 OK\r\n";
        QVERIFY(read(parser, ok + "A: " + QByteArray(5000, 'x'), 100).fault == Fault::HeadTooLarge);
        QVERIFY(parser.headBytes() < 4300);
        QVERIFY(read(parser, ok + QByteArray("A: b\r\n").repeated(900), 100).fault == Fault::HeadTooLarge);
        QVERIFY(read(parser, QByteArray("HTTP/1.1 100 C\r\n\r\n").repeated(500), 100).fault == Fault::HeadTooLarge);
        QVERIFY(
            read(parser, chunked("0\r\n") + QByteArray("A: b\r\n").repeated(900), 100).fault == Fault::HeadTooLarge);
        const auto body = read(parser, ok + "\r\n" + QByteArray(1200, 'x'), 100);
        QVERIFY(body.fault == Fault::BodyTooLarge);
        QVERIFY(body.body.size() <= 1000);
        QVERIFY(read(parser, ok + "\r\n" + QByteArray(1000, 'x'), 100).state == State::Complete);
        QVERIFY(read(parser, chunked("fff\r\n" + QByteArray(0xfff, 'x')), 100).fault == Fault::BodyTooLarge);
    }
};

QTEST_GUILESS_MAIN(TestAnswerParser)
#include "tst_answerparser.moc"
