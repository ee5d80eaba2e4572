// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/httprequestreader.h"

#include <QTest>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

/// Method, path and body of everything that comes out when the bytes arrive in pieces of `step`.
QStringList readInSteps(const QByteArray& bytes, qsizetype step)
{
    HttpRequestReader reader;
    QStringList seen;
    for (qsizetype at = 0; at < bytes.size(); at += step) {
        reader.feed(bytes.sliced(at, std::min(step, bytes.size() - at)));
        for (;;) {
            auto request = reader.next();
            if (!request) {
                seen.append(u"error %1"_s.arg(request.error().httpStatus));
                return seen;
            }
            if (!*request)
                break;
            seen.append(QString::fromLatin1((*request)->method) + u' ' + (*request)->path + u' '
                + QString::fromUtf8((*request)->body));
        }
    }
    return seen;
}

const QByteArray kThree = "POST /v1/chat/completions?x=1 HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello"
                          "GET /api/tags HTTP/1.1\r\n\r\n"
                          "POST /chunky HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"
                          "4;ext=1\r\nabcd\r\n3\r\nefg\r\n0\r\nX-Trailer: y\r\n\r\n";

} // namespace

class TestHttpRequestReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theRestOfALongBodyMayBeReadInPlace()
    {
        const QByteArray body = QByteArray("0123456789").repeated(4'000);
        HttpRequestReader reader;
        reader.feed(
            "POST /x HTTP/1.1\r\ncontent-length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body.first(7));
        QVERIFY(reader.awaited().empty()); // its head is not read yet
        QVERIFY(!reader.next().value());
        for (qsizetype at = 7; at < body.size();) {
            const auto room = reader.awaited();
            if (room.empty()) { // a short rest
                reader.feed(body.sliced(at));
                break;
            }
            QCOMPARE(qsizetype(room.size()), body.size() - at);
            const qsizetype count = std::min<qsizetype>(9'000, body.size() - at);
            std::copy_n(body.constData() + at, count, room.begin());
            reader.took(count);
            at += count;
            QVERIFY(at == body.size() || !reader.next().value());
        }
        const auto request = reader.next();
        QVERIFY(request && *request);
        QCOMPARE((*request)->body, body);
        QVERIFY(reader.awaited().empty());
        QCOMPARE(reader.buffered(), 0);
    }

    void nothingShortOrChunkedIsReadInPlace()
    {
        HttpRequestReader reader;
        reader.feed("POST /x HTTP/1.1\r\ncontent-length: 100\r\n\r\n");
        QVERIFY(!reader.next().value());
        QVERIFY(reader.awaited().empty());
        HttpRequestReader chunked;
        chunked.feed("POST /x HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\nffff\r\n");
        QVERIFY(!chunked.next().value());
        QVERIFY(chunked.awaited().empty());
    }

    void readsPipelinedRequestsHoweverTheyAreCut()
    {
        const QStringList expected{
            u"POST /v1/chat/completions hello"_s, u"GET /api/tags "_s, u"POST /chunky abcdefg"_s};
        for (qsizetype step = 1; step <= kThree.size(); ++step)
            QCOMPARE(readInSteps(kThree, step), expected);
    }

    void keepsQueryHeadersAndDecodesThePath()
    {
        HttpRequestReader reader;
        reader.feed("GET /v1beta/models/a%20b?alt=sse&x HTTP/1.1\r\nX-Thing:  v  \r\nx-thing: second\r\n\r\n");
        const auto request = reader.next();
        QVERIFY(request && *request);
        QCOMPARE((*request)->path, u"/v1beta/models/a b"_s);
        QCOMPARE((*request)->query, "alt=sse&x"_ba);
        QCOMPARE((*request)->header("X-THING"), QByteArrayView("v"));
        QCOMPARE((*request)->headers.size(), 2);
        QVERIFY((*request)->keepAlive);
    }

    void knowsWhetherTheConnectionLives_data()
    {
        QTest::addColumn<QByteArray>("head");
        QTest::addColumn<bool>("keepAlive");
        QTest::newRow("1.1") << "GET / HTTP/1.1\r\n\r\n"_ba << true;
        QTest::newRow("1.1 close") << "GET / HTTP/1.1\r\nConnection: Close\r\n\r\n"_ba << false;
        QTest::newRow("1.1 list") << "GET / HTTP/1.1\r\nConnection: x, close\r\n\r\n"_ba << false;
        QTest::newRow("1.0") << "GET / HTTP/1.0\r\n\r\n"_ba << false;
        QTest::newRow("1.0 keep") << "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"_ba << true;
    }
    void knowsWhetherTheConnectionLives()
    {
        QFETCH(QByteArray, head);
        QFETCH(bool, keepAlive);
        HttpRequestReader reader;
        reader.feed(head);
        const auto request = reader.next();
        QVERIFY(request && *request);
        QCOMPARE((*request)->keepAlive, keepAlive);
    }

    void asksForTheBodyOnlyOnce()
    {
        HttpRequestReader reader;
        reader.feed("POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
        QVERIFY(!*reader.next());
        QVERIFY(reader.takeContinueWish());
        QVERIFY(!reader.takeContinueWish());
        reader.feed("ok");
        QCOMPARE((*reader.next())->body, "ok"_ba);
    }

    void refusesWhatCannotBeReadOneWay_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("status");
        QTest::newRow("no HTTP") << "hello there\r\n\r\n"_ba << 400;
        QTest::newRow("version") << "GET / HTTP/2.0\r\n\r\n"_ba << 505;
        QTest::newRow("target") << "GET x HTTP/1.1\r\n\r\n"_ba << 400;
        QTest::newRow("header without colon") << "GET / HTTP/1.1\r\nnonsense\r\n\r\n"_ba << 400;
        QTest::newRow("blank before colon") << "GET / HTTP/1.1\r\na : b\r\n\r\n"_ba << 400;
        QTest::newRow("folded header") << "GET / HTTP/1.1\r\na: b\r\n c\r\n\r\n"_ba << 400;
        QTest::newRow("bare line feed") << "GET / HTTP/1.1\r\na: b\nc: d\r\n\r\n"_ba << 400;
        QTest::newRow("bare line feeds only") << "GET / HTTP/1.1\na: b\n\n"_ba << 400;
        QTest::newRow("two lengths") << "POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n"_ba << 400;
        QTest::newRow("signed length") << "POST / HTTP/1.1\r\nContent-Length: +1\r\n\r\n"_ba << 400;
        QTest::newRow("both framings")
            << "POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n"_ba << 400;
        QTest::newRow("other coding") << "POST / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n"_ba << 501;
        QTest::newRow("chunk size") << "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"_ba << 400;
        QTest::newRow("no blank") << "POST / HTTP/1.1\r\nTransfer-Encoding: \x0b"
                                     "chunked\r\n\r\n"_ba
                                  << 400;
        QTest::newRow("control") << "GET / HTTP/1.1\r\na: b\x7f\r\n\r\n"_ba << 400;
        QTest::newRow("line feed in a chunk extension")
            << "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2;a\nb\r\nab\r\n"_ba << 400;
        QTest::newRow("blank before a chunk size")
            << "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n 2\r\nab\r\n"_ba << 400;
        QTest::newRow("two hosts") << "GET http://evil.example/ HTTP/1.1\r\nHost: 127.0.0.1:80\r\n\r\n"_ba << 400;
        QTest::newRow("chunk end") << "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nabcd\r\n"_ba << 400;
    }
    void refusesWhatCannotBeReadOneWay()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, status);
        HttpRequestReader reader;
        reader.feed(bytes);
        const auto request = reader.next();
        QVERIFY(!request);
        QCOMPARE(request.error().httpStatus, status);
    }

    void refusesWhatIsTooLarge()
    {
        const HttpRequestReader::Limits limits{.headBytes = 100, .bodyBytes = 50};
        HttpRequestReader endless(limits);
        endless.feed("GET / HTTP/1.1\r\na: " + QByteArray(200, 'x'));
        QCOMPARE(endless.next().error().httpStatus, 431);
        HttpRequestReader announced(limits);
        announced.feed("POST / HTTP/1.1\r\nContent-Length: 51\r\n\r\n");
        QCOMPARE(announced.next().error().httpStatus, 413);
        HttpRequestReader chunked(limits);
        chunked.feed(
            "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n20\r\n" + QByteArray(32, 'x') + "\r\n20\r\n");
        QCOMPARE(chunked.next().error().httpStatus, 413);
        HttpRequestReader fits(limits);
        fits.feed("POST / HTTP/1.1\r\nContent-Length: 50\r\n\r\n" + QByteArray(50, 'x'));
        QCOMPARE((*fits.next())->body.size(), 50);
    }
};

QTEST_GUILESS_MAIN(TestHttpRequestReader)
#include "tst_httprequestreader.moc"
