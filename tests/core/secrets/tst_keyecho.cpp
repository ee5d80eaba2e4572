// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/secrets/keyecho.h"
#include "tests/support/canary.h"

#include <QTest>

using namespace assay;
using namespace assay::testing;
using namespace Qt::StringLiterals;

class TestKeyEcho : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFormIsHidden_data()
    {
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QByteArray>("form");
        for (const QByteArray key : {"Zq7Canary.k3y-9Xw2vTb5Nn8Rj4_Lp6",
                 "sk-0123456789abcdefghij0123456789abcdefghij01", "8letters", "with+slash/and=equals?>~"}) {
            const Canary canary(key);
            for (const auto& form : canary.forms())
                QTest::addRow("%s, %s", key.constData(), form.name.constData()) << key << form.bytes;
        }
    }
    void everyFormIsHidden()
    {
        QFETCH(QByteArray, key);
        QFETCH(QByteArray, form);
        const KeyEcho echo{Secret(QByteArray(key))};
        for (qsizetype place = 0; place < 8; ++place) // wherever it begins
            QVERIFY(!echo.hidden(QByteArray(place, '.') + form).contains(form));
        const QByteArray text = "before " + form + " between " + form + " after";
        const QByteArray hidden = echo.hidden(text);
        QVERIFY(!hidden.contains(form));
        QVERIFY(hidden.startsWith("before ") && hidden.endsWith(" after"));
        QVERIFY(hidden.contains("[key hidden]"));
        QCOMPARE(echo.hidden(QString::fromUtf8(text)), QString::fromUtf8(hidden));
    }

    void everythingElseStays()
    {
        const KeyEcho echo{Secret("Zq7Canary.k3y-9Xw2vTb5Nn8Rj4_Lp6"_ba)};
        const QString lone = u"a lone surrogate "_s + QChar(0xd800) + u", ünïcödé, and much else that is no key"_s;
        QCOMPARE(echo.hidden(lone), lone);
        QCOMPARE(echo.hidden(u"Zq7Canary.k3y-9Xw2vTb5Nn8Rj4_Lp"_s), u"Zq7Canary.k3y-9Xw2vTb5Nn8Rj4_Lp"_s);
        QCOMPARE(echo.hidden(QByteArray()), QByteArray());
        QCOMPARE(KeyEcho().hidden(u"text"_s), u"text"_s);
        QCOMPARE(KeyEcho(Secret("none"_ba)).hidden(u"none of it"_s), u"none of it"_s); // a word, not a key
    }

    void partsOfAPairAreHiddenToo()
    {
        const KeyEcho echo{
            Secret("AKIAIOSFODNN7EXAMPLE:wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY:token-of-a-session"_ba)};
        QCOMPARE(echo.hidden(u"bad wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY!"_s), u"bad [key hidden]!"_s);
        QCOMPARE(echo.hidden(u"bad token-of-a-session!"_s), u"bad [key hidden]!"_s);
    }
};

QTEST_GUILESS_MAIN(TestKeyEcho)
#include "tst_keyecho.moc"
