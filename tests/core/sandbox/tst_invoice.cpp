// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sandbox/invoice.h"

#include <QTemporaryDir>
#include <QTest>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

InvoiceLine line(const QString& model, qint64 input, qint64 output)
{
    InvoiceLine line;
    line.time = QDateTime::fromString(u"2026-01-02T03:04:05.678Z"_s, Qt::ISODateWithMs);
    line.id = u"id-1"_s;
    line.model = model;
    line.format = u"openai-chat"_s;
    line.input = input;
    line.output = output;
    line.amount = invoiceAmount(line).value_or(Money());
    return line;
}

} // namespace

class TestInvoice : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pricesEveryClass()
    {
        InvoiceLine thinker = line(u"thinker"_s, 1000, 10);
        thinker.cacheRead = 2000;
        thinker.reasoning = 5;
        // 1000 × 2 + 2000 × 0.5 + 15 × 8 micro-dollars per million-token unit, in pico-dollars
        QCOMPARE(invoiceAmount(thinker)->pico(), 1000LL * 2'000'000 + 2000LL * 500'000 + 15LL * 8'000'000);
        thinker.billed = false;
        QCOMPARE(invoiceAmount(thinker)->pico(), 0);
        QVERIFY(!invoiceAmount(line(u"unknown"_s, 1, 1)));
        QCOMPARE(invoiceAmount(line(u"swift"_s, 1'000'000, 0))->toDecimalString(), u"0.1"_s);
    }

    void everyModelHasAPriceAndReasoningCostsAsOutput()
    {
        QCOMPARE(sandboxPrices().size(), 4);
        for (const SandboxPrice& price : sandboxPrices()) {
            QVERIFY(price.input.pico() > price.cacheRead.pico());
            QCOMPARE(price.reasoning, price.output);
        }
    }

    void survivesTheFile()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(u"invoice.jsonl"_s);
        InvoiceLine first = line(u"swift"_s, 12, 34);
        InvoiceLine second = line(u"steady"_s, 5, 6);
        second.state = InvoiceState::CancelledByClient;
        second.tokensSent = 6;
        InvoiceLine third = line(u"steady"_s, 0, 0);
        third.state = InvoiceState::Error;
        third.httpStatus = 429;
        third.billed = false;
        {
            InvoiceWriter writer;
            QVERIFY(writer.open(path));
            QVERIFY(writer.append(first));
            QVERIFY(writer.append(second));
        }
        InvoiceWriter again;
        QVERIFY(again.open(path)); // appends
        QVERIFY(again.append(third));
        const auto lines = readInvoice(path);
        QVERIFY(lines);
        QCOMPARE(*lines, (QList<InvoiceLine>{first, second, third}));
        const auto totals = sumInvoice(*lines);
        QVERIFY(totals);
        QCOMPARE(totals->lines, 3);
        QCOMPARE(totals->billedLines, 2);
        QCOMPARE(totals->input, 17);
        QCOMPARE(totals->output, 40);
        QCOMPARE(totals->amount.pico(), first.amount.pico() + second.amount.pico());
    }

    void dropsTheHalfLineOfAKilledProcess()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(u"invoice.jsonl"_s);
        InvoiceWriter writer;
        QVERIFY(writer.open(path));
        QVERIFY(writer.append(line(u"swift"_s, 1, 2)));
        QFile file(path);
        QVERIFY(file.open(QIODevice::Append));
        file.write("{\"time\":\"2026-");
        file.close();
        QCOMPARE(readInvoice(path)->size(), 1);
        InvoiceWriter next;
        QVERIFY(next.open(path));
        QVERIFY(next.append(line(u"swift"_s, 3, 4)));
        QCOMPARE(readInvoice(path)->size(), 2);
    }

    void saysWhatIsWrongWithAFile()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(u"invoice.jsonl"_s);
        QCOMPARE(readInvoice(path).error().kind, ErrorKind::Storage);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"state\":\"complete\"}\n");
        file.close();
        const auto lines = readInvoice(path);
        QVERIFY(!lines);
        QVERIFY(lines.error().detail.contains(u":1:"_s));
        InvoiceWriter writer;
        QCOMPARE(writer.open(folder.filePath(u"no/such/folder"_s)).error().kind, ErrorKind::Storage);
    }

    void aSumThatIsTooLargeIsAnError()
    {
        InvoiceLine huge = line(u"swift"_s, 0, 0);
        huge.amount = Money::fromPico(std::numeric_limits<qint64>::max());
        QVERIFY(sumInvoice({huge}));
        QVERIFY(!sumInvoice({huge, huge}));
    }
};

QTEST_GUILESS_MAIN(TestInvoice)
#include "tst_invoice.moc"
