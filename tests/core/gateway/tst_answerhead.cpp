// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/answerhead.h"

#include <QTest>

using namespace assay;
using namespace Qt::StringLiterals;

/// What stands above an answer, byte for byte.
class TestAnswerHead : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void linesStandInTheOrderTheyWereNamed()
    {
        AnswerHead head(200);
        head.add("content-type", QByteArrayView("application/json")).add("x-id", u"gen-1"_s);
        head.add("x-attempts", qint64(2)).add("x-cost", Money::fromPico(494'000'000)).add("x-empty", QByteArrayView());
        QCOMPARE(head.take(),
            "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nx-id: gen-1\r\nx-attempts: 2\r\n"
            "x-cost: 0.000494\r\nx-empty: \r\n\r\n"_ba);
        AnswerHead list(404, {{.name = "a", .value = "1"}, {.name = "b", .value = "2"}});
        QCOMPARE(list.take(), "HTTP/1.1 404 Not Found\r\na: 1\r\nb: 2\r\n\r\n"_ba);
        QCOMPARE(AnswerHead(299).take(), "HTTP/1.1 299 Status\r\n\r\n"_ba);
    }

    void textIsToldInAsciiWithoutLineEnds()
    {
        AnswerHead head(200);
        head.add("w", u"a\r\nb: c \u00e9\U0001F600~\x7f"_s);
        QCOMPARE(head.take(), "HTTP/1.1 200 OK\r\nw: a??b: c ???~?\r\n\r\n"_ba);
        AnswerHead longest(200);
        longest.add("w", QString(5'000, u'x'));
        QCOMPARE(longest.take(), "HTTP/1.1 200 OK\r\nw: " + QByteArray(1'000, 'x') + "\r\n\r\n");
    }
};

QTEST_GUILESS_MAIN(TestAnswerHead)
#include "tst_answerhead.moc"
