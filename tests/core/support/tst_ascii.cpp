// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/support/ascii.h"

#include <QString>
#include <QTest>

using namespace assay;
using namespace Qt::StringLiterals;

class TestAscii : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneOtherLetterIsFoundWhereverItStands()
    {
        for (int length = 0; length < 150; ++length) {
            const QString text(length, u'\x7f');
            const QByteArray bytes(length, '\x7f');
            QVERIFY(isAscii(text) && isAscii(bytes));
            for (int at = 0; at < length; ++at) {
                for (const char16_t other : {u'\x80', u'\x100', u'\x2603', u'\xd83d', u'\xff00'}) {
                    QString changed = text;
                    changed[at] = other;
                    QVERIFY2(!isAscii(changed), qPrintable(u"%1 of %2"_s.arg(at).arg(length)));
                }
                for (const char other : {'\x80', '\xff'}) {
                    QByteArray changed = bytes;
                    changed[at] = other;
                    QVERIFY2(!isAscii(changed), qPrintable(u"%1 of %2"_s.arg(at).arg(length)));
                }
            }
        }
    }

    void namesOfHeadersDifferInCaseOnly()
    {
        QVERIFY(isSameWord("Content-Type", "content-TYPE"));
        QVERIFY(!isSameWord("Content-Type", "Content-Typ"));
        QVERIFY(!isSameWord("a[", "a{")); // 0x20 apart, and no letters
    }
};

QTEST_GUILESS_MAIN(TestAscii)
#include "tst_ascii.moc"
