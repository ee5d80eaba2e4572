// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/net/localtarget.h"
#include "core/net/requestwriter.h"

#include <QTest>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

QByteArray written(const HttpRequest& request, QByteArrayView path = "/v1", QByteArrayView host = "h:1")
{
    SecretBytes out;
    writeRequestHead(out, request, path, host);
    return QByteArray(out.data(), qsizetype(out.size()));
}

} // namespace

/// Requests to this machine as they leave, and where they go.
class TestRequestWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesHeads()
    {
        HttpRequest request;
        request.headers = {HttpHeader{.name = "X-A", .value = " b "}, HttpHeader{.name = "X-Empty", .value = ""},
            HttpHeader{.name = "connection", .value = "upgrade"}, HttpHeader{.name = "Expect", .value = "x"},
            HttpHeader{.name = "Content-length", .value = "3"}, HttpHeader{.name = "Transfer-Encoding", .value = "x"}};
        request.body = "12345";
        QCOMPARE(written(request),
            "POST /v1 HTTP/1.1\r\nHost: h:1\r\nAccept: */*\r\nX-A: b\r\nX-Empty:\r\nAccept-Encoding: identity\r\n"
            "Content-Length: 5\r\n\r\n");
        request.body.clear();
        request.headers = {HttpHeader{.name = "ACCEPT", .value = "text/x"},
            HttpHeader{.name = "accept-encoding", .value = "gzip"}, HttpHeader{.name = "host", .value = "other"}};
        QCOMPARE(written(request),
            "POST /v1 HTTP/1.1\r\nACCEPT: text/x\r\naccept-encoding: gzip\r\nhost: other\r\nContent-Length: 0\r\n\r\n");
        request.headers.clear();
        request.method = "DELETE";
        QCOMPARE(
            written(request), "DELETE /v1 HTTP/1.1\r\nHost: h:1\r\nAccept: */*\r\nAccept-Encoding: identity\r\n\r\n");
    }

    void makesRoomForLongHeads()
    {
        HttpRequest request;
        request.method = QByteArray(300, 'M');
        request.headers = {HttpHeader{.name = QByteArray(3000, 'n'), .value = QByteArray(30'000, 'v')}};
        request.body = QByteArray(100'000, 'b');
        const QByteArray path = '/' + QByteArray(5000, 'p');
        const QByteArray host(200, 'h');
        QCOMPARE(written(request, path, host),
            request.method + ' ' + path + " HTTP/1.1\r\nHost: " + host + "\r\nAccept: */*\r\n"
                + request.headers.at(0).name + ": " + request.headers.at(0).value
                + "\r\nAccept-Encoding: identity\r\nContent-Length: 100000\r\n\r\n");
    }

    void takesUrlsApart_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QByteArray>("host");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<int>("addresses");
        QTest::newRow("address") << u"http://127.0.0.1:9001/v1/x"_s << "127.0.0.1:9001"_ba << "/v1/x"_ba << 1;
        QTest::newRow("another address") << u"http://127.8.9.1/v1"_s << "127.8.9.1"_ba << "/v1"_ba << 1;
        QTest::newRow("standard port") << u"http://127.0.0.1:80/"_s << "127.0.0.1"_ba << "/"_ba << 1;
        QTest::newRow("no path") << u"http://127.0.0.1:81"_s << "127.0.0.1:81"_ba << "/"_ba << 1;
        QTest::newRow("only a query") << u"http://127.0.0.1?a=b/c"_s << "127.0.0.1"_ba << "/?a=b/c"_ba << 1;
        QTest::newRow("IPv6") << u"http://[::1]:9001/v1"_s << "[::1]:9001"_ba << "/v1"_ba << 1;
        QTest::newRow("name") << u"http://LocalHost:9001/v1"_s << "localhost:9001"_ba << "/v1"_ba << 2;
        QTest::newRow("name below") << u"http://a.localhost/v1"_s << "a.localhost"_ba << "/v1"_ba << 2;
        QTest::newRow("as it stands") << u"http://localhost/a/../b//c%20%2F?k=a%20b&c=%2F#f"_s << "localhost"_ba
                                      << "/a/../b//c%20%2F?k=a%20b&c=%2F"_ba << 2;
    }
    void takesUrlsApart()
    {
        QFETCH(QString, url);
        QFETCH(QByteArray, host);
        QFETCH(QByteArray, path);
        QFETCH(int, addresses);
        const auto target = localTarget(QUrl(url));
        QVERIFY(target);
        QCOMPARE(target->host, host);
        QCOMPARE(target->path, path);
        QCOMPARE(int(target->addresses.size()), addresses);
        QCOMPARE(target->addresses.front().bytes.ss_family == AF_INET6, addresses == 2 || url.contains(u"::1"_s));
        QVERIFY(addresses == 1 || target->addresses.back().bytes.ss_family == AF_INET);
    }

    void leavesOtherServersAlone_data()
    {
        QTest::addColumn<QString>("url");
        for (const char* url : {"https://127.0.0.1/", "https://localhost/", "http://192.168.1.2/", "http://0.0.0.0/",
                 "http://localhost.example/", "http://notlocalhost/", "http://127.0.0.1.example/", "http://[::2]/",
                 "http://10.0.0.1/", "ftp://localhost/", "nonsense"})
            QTest::newRow(url) << QString::fromLatin1(url);
    }
    void leavesOtherServersAlone()
    {
        QFETCH(QString, url);
        QVERIFY(!isPlainLocal(QUrl(url)));
        QVERIFY(!localTarget(QUrl(url)));
    }
};

QTEST_GUILESS_MAIN(TestRequestWriter)
#include "tst_requestwriter.moc"
