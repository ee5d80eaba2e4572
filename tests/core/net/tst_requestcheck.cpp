// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/net/requestcheck.h"

#include <QTest>

using namespace assay;
using namespace Qt::StringLiterals;

class TestRequestCheck : public QObject
{
    Q_OBJECT

    static HttpRequest to(const QString& url)
    {
        HttpRequest request;
        request.url = QUrl(url);
        return request;
    }

private Q_SLOTS:
    void looksAtTheAddress_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<bool>("good");
        QTest::newRow("https") << u"https://api.example.com/v1?x=1"_s << true;
        QTest::newRow("http") << u"http://api.example.com/v1"_s << true;
        QTest::newRow("ipv6") << u"http://[::1]:8080/"_s << true;
        QTest::newRow("empty") << u""_s << false;
        QTest::newRow("no scheme") << u"api.example.com/v1"_s << false;
        QTest::newRow("no host") << u"https:///v1"_s << false;
        QTest::newRow("file") << u"file:///etc/passwd"_s << false;
        QTest::newRow("file with host") << u"file://host/etc/passwd"_s << false;
        QTest::newRow("gopher") << u"gopher://host/x"_s << false;
        QTest::newRow("broken") << u"https://a b/"_s << false;
        QTest::newRow("port 0") << u"https://host:0/"_s << false;
        QTest::newRow("credentials") << u"https://user:pass@host/"_s << false;
    }
    void looksAtTheAddress()
    {
        QFETCH(QString, url);
        QFETCH(bool, good);
        const auto refusal = refusalOf(to(url));
        QCOMPARE(!refusal, good);
        if (refusal) {
            QCOMPARE(refusal->kind, ErrorKind::InvalidRequest);
            QVERIFY(!refusal->detail.contains(u"pass@"_s));
        }
    }

    void looksAtHeaders_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<bool>("good");
        QTest::newRow("plain") << "X-A"_ba << "b c"_ba << true;
        QTest::newRow("utf-8") << "X-A"_ba << "gr\xc3\xbc\xc3\x9f"_ba << true;
        QTest::newRow("line feed") << "X-A"_ba << "b\nX-B: c"_ba << false;
        QTest::newRow("carriage return") << "X-A"_ba << "b\rc"_ba << false;
        QTest::newRow("zero byte") << "X-A"_ba << QByteArray("b\0c", 3) << false;
        QTest::newRow("no name") << ""_ba << "b"_ba << false;
        QTest::newRow("colon in name") << "X:A"_ba << "b"_ba << false;
        QTest::newRow("break in name") << "X\r\nA"_ba << "b"_ba << false;
    }
    void looksAtHeaders()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, value);
        QFETCH(bool, good);
        auto request = to(u"https://host/"_s);
        request.headers = {HttpHeader{.name = name, .value = value}};
        QCOMPARE(!refusalOf(request), good);
    }

    void looksAtTheMethod()
    {
        auto request = to(u"https://host/"_s);
        request.method = "GET / HTTP/1.1\r\nX: y";
        QVERIFY(refusalOf(request));
        request.method = "";
        QVERIFY(refusalOf(request));
    }

    void keepsKeysOffOpenWires_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<bool>("good");
        QTest::newRow("https") << u"https://host/"_s << true;
        QTest::newRow("http") << u"http://host/"_s << false;
        QTest::newRow("lan") << u"http://192.168.1.2:11434/"_s << false;
        QTest::newRow("127.0.0.1") << u"http://127.0.0.1:8080/"_s << true;
        QTest::newRow("127.8.9.1") << u"http://127.8.9.1/"_s << true;
        QTest::newRow("::1") << u"http://[::1]/"_s << true;
        QTest::newRow("localhost") << u"http://LOCALHOST:1/"_s << true;
        QTest::newRow("below localhost") << u"http://a.localhost/"_s << true;
        QTest::newRow("looks like it") << u"http://localhost.example.com/"_s << false;
        QTest::newRow("name ends like it") << u"http://notlocalhost/"_s << false;
        QTest::newRow("name begins like it") << u"http://127.0.0.1.example.com/"_s << false;
        QTest::newRow("any address") << u"http://0.0.0.0/"_s << false;
    }
    void keepsKeysOffOpenWires()
    {
        QFETCH(QString, url);
        QFETCH(bool, good);
        auto request = to(url);
        request.headers = {HttpHeader{.name = "x-api-key", .value = "hush", .secret = true}};
        const auto refusal = refusalOf(request);
        QCOMPARE(!refusal, good);
        if (refusal)
            QVERIFY(!refusal->detail.contains(u"hush"_s));
        request.headers.front().secret = false;
        QVERIFY(!refusalOf(request));
    }

    void namesTheServerOnly()
    {
        QCOMPARE(serverName(QUrl(u"https://api.example.com/v1?key=x"_s)), u"api.example.com:443"_s);
        QCOMPARE(serverName(QUrl(u"http://[::1]/"_s)), u"[::1]:80"_s);
        QCOMPARE(serverName(QUrl(u"http://h:8/"_s)), u"h:8"_s);
    }
};

QTEST_GUILESS_MAIN(TestRequestCheck)
#include "tst_requestcheck.moc"
