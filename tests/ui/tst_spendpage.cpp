// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/support/clock.h"
#include "spendledger.h"
#include "ui/charts/calendarheatmap.h"
#include "ui/charts/chartbox.h"
#include "ui/charts/rowbars.h"
#include "ui/charts/stackedbars.h"
#include "ui/filter/sharedfilter.h"
#include "ui/spend/answersdialog.h"
#include "ui/spend/costexplanation.h"
#include "ui/spend/figuretile.h"
#include "ui/spend/spendchartdata.h"
#include "ui/spend/spendpage.h"
#include "ui/spend/spendtablemodel.h"
#include "ui/text/formats.h"
#include "ui/text/spendtext.h"
#include "ui/theme/icons.h"
#include "ui/widgets/flattable.h"

#include <QAbstractButton>
#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

const QDate kToday(2026, 11, 20);

QAbstractButton* button(QWidget& page, const QString& text)
{
    for (auto* found : page.findChildren<QAbstractButton*>()) {
        if (found->text() == text)
            return found;
    }
    return nullptr;
}

} // namespace

class TestSpendPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        initIcons();
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        m_store = open(u"full.db"_s);
        QVERIFY(m_store);
        QVERIFY(testing::seedLedger(*m_store, kToday, 60));
    }

    void init()
    {
        m_service = std::make_unique<testing::LedgerSpend>(*m_store, kToday);
        m_page = std::make_unique<SpendPage>(m_service.get());
        m_page->resize(1340, 820);
    }

    void readsNothingWhileHidden()
    {
        Q_EMIT m_service->changed();
        QCOMPARE(m_service->requests.size(), 0);
        show();
        QCOMPARE(m_service->requests.size(), 1);
        m_page->hide();
        Q_EMIT m_service->changed();
        QCOMPARE(m_service->requests.size(), 1);
        m_page->show();
        QTRY_COMPARE(m_service->requests.size(), 2);
    }

    void showsTheMonth()
    {
        show();
        const SpendRequest& asked = m_service->requests.last();
        QCOMPARE(asked.query.from, QDate(2026, 11, 1));
        QCOMPARE(asked.query.to, QDate(2026, 12, 1));
        const auto report = readSpendReport(*m_store, asked);
        QVERIFY(report);
        const Formats formats;
        QCOMPARE(tile(u"tileTotal"_s)->figure(), formats.sum(report->figures.total.known));
        QVERIFY(report->figures.total.unpriced > 0);
        QVERIFY(tile(u"tileTotal"_s)->detail().startsWith(u"+ "_s));
        QCOMPARE(tile(u"tileUnpriced"_s)->figure(), u"%1 calls"_s.arg(report->figures.total.unpriced));
        QVERIFY(tile(u"tileProjection"_s)->figure().contains(u" – "_s));
        QVERIFY(tile(u"tileAnswers"_s)->detail().startsWith(u"at least"_s));
        QCOMPARE(table()->model()->rowCount(), report->rows.size() + 1);
    }

    void theSumStaysLast()
    {
        show();
        auto* model = table()->model();
        const QAbstractItemModelTester tester(model);
        const int last = model->rowCount() - 1;
        for (int column = 0; column < SpendTableModel::ColumnCount; ++column) {
            for (const auto order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
                model->sort(column, order);
                QCOMPARE(model->index(last, 0).data().toString(), u"Sum"_s);
            }
        }
        model->sort(SpendTableModel::Calls, Qt::DescendingOrder);
        QCOMPARE(model->index(0, 0).data().toString(), u"openai/gpt-6-sol"_s);
    }

    void unknownIsNeverZero()
    {
        show();
        auto* model = table()->model();
        bool found = false;
        for (int row = 0; row < model->rowCount(); ++row) {
            if (model->index(row, 0).data().toString() != u"lab/qwen3.8-27b-ft")
                continue;
            found = true;
            QCOMPARE(model->index(row, SpendTableModel::CostColumn).data().toString(), u"no price"_s);
            QVERIFY(model->index(row, SpendTableModel::CostColumn).data(WarningRole).toBool());
        }
        QVERIFY(found);
    }

    void otherPeriodsGroupsAndDays()
    {
        show();
        QTest::mouseClick(button(*m_page, u"Year"_s), Qt::LeftButton);
        QTRY_COMPARE(m_service->requests.last().query.from, QDate(2026, 1, 1));
        QTRY_COMPARE(bars()->table().rows.size(), 11); // December is to come
        QTest::mouseClick(button(*m_page, u"UTC billing days"_s), Qt::LeftButton);
        QCOMPARE(m_service->requests.last().query.zone, QTimeZone(QTimeZone::UTC));
        auto* grouping = m_page->findChild<QComboBox*>(u"spendGrouping"_s);
        for (int i = 0; i < grouping->count(); ++i) {
            grouping->setCurrentIndex(i);
            const auto asked = m_service->requests.last();
            QCOMPARE(static_cast<int>(asked.grouping), grouping->itemData(i).toInt());
            const auto rows = m_store->spend(asked.query, asked.grouping);
            QVERIFY(rows);
            QTRY_COMPARE(table()->model()->rowCount(), rows->size() + 1);
        }
    }

    void asksWithTheSharedFilter()
    {
        SharedFilter filter;
        SpendPage page(m_service.get(), &filter);
        page.resize(1340, 820);
        const HistoryFilter wanted{.project = u"Newsletter"_s, .state = LaneState::Complete};
        filter.setChoice({.filter = wanted, .period = FilterPeriod::Days7});
        QCOMPARE(m_service->requests.size(), 0); // it is not looked at
        page.show();
        QTRY_COMPARE(m_service->requests.size(), 1);
        const SpendQuery query = m_service->requests.last().query;
        QCOMPARE(query.filter, wanted);
        QCOMPARE(query.from, QDate(2026, 11, 1)); // the calendar's month, not the seven days
        const auto* note = page.findChild<QLabel*>(u"filterDateNote"_s);
        QTRY_VERIFY(note->isVisible());
        QVERIFY2(note->text().contains(u"November 2026"), qPrintable(note->text()));
        const auto report = readSpendReport(*m_store, m_service->requests.last());
        QVERIFY(report && report->isScanned);
        const auto* total = page.findChild<FigureTile*>(u"tileTotal"_s);
        QTRY_COMPARE(total->figure(), Formats().sum(report->figures.total.known));
        const auto all = m_store->spend({.from = query.from, .to = query.to}, SpendGrouping::Project);
        QVERIFY(all && all->first().total.known > report->figures.total.known);
        // An answer behind a figure is one of the filter.
        filter.setChoice({.filter = {.state = LaneState::Truncated}});
        QTRY_COMPARE(m_service->requests.last().query.filter, (HistoryFilter{.state = LaneState::Truncated}));
        QVERIFY(!note->isVisible());
        const auto answers = m_store->spendAnswers({.query = m_service->requests.last().query, .key = {}});
        QVERIFY(answers && !answers->isEmpty());
        for (const auto& answer : *answers)
            QCOMPARE(answer.state, LaneState::Truncated);
    }

    void saysWhenNothingFits()
    {
        SharedFilter filter;
        SpendPage page(m_service.get(), &filter);
        page.resize(1340, 820);
        filter.setChoice({.filter = {.model = u"no such model"_s}});
        page.show();
        auto* empty = page.findChild<QLabel*>(u"spendEmpty"_s);
        QTRY_VERIFY(empty->isVisible());
        QCOMPARE(empty->text(), u"Nothing like that was paid"_s);
    }

    void aPeriodWithoutCalls()
    {
        show();
        QAbstractButton* later = nullptr;
        for (auto* found : m_page->findChildren<QAbstractButton*>()) {
            if (found->accessibleName() == u"Later")
                later = found;
        }
        QVERIFY(later);
        QTest::mouseClick(later, Qt::LeftButton);
        QTRY_COMPARE(tile(u"tileTotal"_s)->figure(), u"$0.00"_s);
        QCOMPARE(tile(u"tileProjection"_s)->detail(), u"the period has not begun"_s);
        QCOMPARE(table()->model()->rowCount(), 0);
    }

    void barsLeadToTheVeryAnswers()
    {
        show();
        bars()->setFocus();
        QTest::keyClick(bars(), Qt::Key_Right);
        QCOMPARE(bars()->current(), 0);
        for (int i = 0; i < 11; ++i)
            QTest::keyClick(bars(), Qt::Key_Right);
        QVERIFY(!bars()->accessibleDescription().isEmpty());
        QTest::keyClick(bars(), Qt::Key_Return);
        auto* dialog = m_page->findChild<AnswersDialog*>();
        QVERIFY(dialog);
        QCOMPARE(m_service->drills.last().query.from, QDate(2026, 11, 12));
        QCOMPARE(m_service->drills.last().query.to, QDate(2026, 11, 13));
        auto* list = dialog->findChild<FlatTable*>(u"answersTable"_s);
        QTRY_COMPARE(list->model()->rowCount(), 100);
        auto* more = dialog->findChild<QPushButton*>(u"answersMore"_s);
        QTRY_VERIFY(more->isEnabled()); // the busy day
        more->click();
        const auto day = m_store->totals(QDate(2026, 11, 12).startOfDay(), QDate(2026, 11, 13).startOfDay());
        QVERIFY2(day->calls > 100, qPrintable(QString::number(day->calls)));
        while (list->model()->rowCount() < day->calls && more->isEnabled())
            more->click();
        QTRY_COMPARE(list->model()->rowCount(), qMin<qint64>(day->calls, 200));
        QTRY_VERIFY(!dialog->findChild<QPlainTextEdit*>(u"answerText"_s)->toPlainText().isEmpty());
        QVERIFY(dialog->findChild<QLabel*>(u"answerQuestion"_s)->text().startsWith(u"Why "_s));
        delete dialog;
    }

    void aRowLeadsToItsAnswers()
    {
        show();
        auto* model = static_cast<SpendTableModel*>(table()->model());
        model->sort(SpendTableModel::CostColumn, Qt::DescendingOrder);
        table()->selectRow(1);
        table()->setFocus();
        QTest::keyClick(table(), Qt::Key_Return);
        QCOMPARE(m_service->drills.last().key, *model->keyOf(1));
        QCOMPARE(m_service->drills.last().grouping, SpendGrouping::Model);
        tile(u"tileUnpriced"_s)->click();
        QVERIFY(m_service->drills.last().unpricedOnly);
        QTest::keyClick(table(), Qt::Key_C, Qt::ControlModifier);
        QVERIFY(QGuiApplication::clipboard()->text().startsWith(*model->keyOf(1) + u'\t'));
    }

    void whyThisPrice()
    {
        QRandomGenerator random(1);
        RunRecord run;
        run.startedAt = QDateTime(QDate(2026, 11, 20), QTime(9, 30), QTimeZone::UTC);
        auto lane = testing::seedLane(testing::seedModels().first(), random);
        const auto table = CostExplanation::lines(lane);
        QCOMPARE(table.rows.size(), lane.cost.lines.size() + 1);
        QCOMPARE(table.rows[0][2], u"$2"_s); // 2,000,000 pico-dollars a token are $2 a million
        QVERIFY(CostExplanation::sentences(run, lane).contains(u"2026-11-18#2026-08-01"_s));
        lane.cost = {};
        QVERIFY(CostExplanation::lines(lane).rows.isEmpty());
        QCOMPARE(CostExplanation::question(lane), u"Why is the cost not known?"_s);
    }

    void exports()
    {
        show();
        const QString csv = m_folder.filePath(u"spend.csv"_s);
        const QString json = m_folder.filePath(u"spend.json"_s);
        QVERIFY(m_page->exportTo(csv));
        QVERIFY(m_page->exportTo(json));
        QVERIFY(!m_page->exportTo(m_folder.filePath(u"no/such/folder.csv"_s)));
        QFile file(csv);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll().count('\n'), table()->model()->rowCount());
        QFile document(json);
        QVERIFY(document.open(QIODevice::ReadOnly));
        const auto rows = QJsonDocument::fromJson(document.readAll()).object()[u"rows"].toArray();
        QCOMPARE(rows.size(), table()->model()->rowCount() - 1);
    }

    void chartsGoOutAsPictureDrawingAndTable()
    {
        show();
        auto* box = qobject_cast<ChartBox*>(bars()->parentWidget()->parentWidget());
        QVERIFY(box);
        for (const QString& ending : {u"png"_s, u"svg"_s, u"csv"_s}) {
            const QString path = m_folder.filePath(u"chart."_s + ending);
            QVERIFY(box->save(path));
            QFile file(path);
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY(file.size() > 200);
        }
        QCOMPARE(QImage(m_folder.filePath(u"chart.png"_s)).width(), bars()->width() * 2);
        box->copyCsv();
        QVERIFY(QGuiApplication::clipboard()->text().startsWith(u"Day,claude"_s)
            || QGuiApplication::clipboard()->text().startsWith(u"Day,gpt"_s));
    }

    void importedIsApart()
    {
        m_service->imported = {{.source = u"claude-code"_s, .known = Money::fromPico(7'000'000'000'000), .calls = 12}};
        show();
        const auto* label = m_page->findChild<QLabel*>(u"spendImported"_s);
        QTRY_VERIFY(label->isVisibleTo(m_page.get()));
        QVERIFY(label->text().contains(u"$7.00"_s));
        const auto report = readSpendReport(*m_store, m_service->requests.last());
        QCOMPARE(tile(u"tileTotal"_s)->figure(), Formats().sum(report->figures.total.known));
    }

    void anEmptyLedgerSaysWhatWillBeHere()
    {
        const auto store = open(u"empty.db"_s);
        testing::LedgerSpend service(*store, kToday);
        SpendPage page(&service);
        page.show();
        auto* title = page.findChild<QLabel*>(u"spendEmpty"_s);
        QTRY_COMPARE(title->text(), u"Nothing was paid yet"_s);
        QVERIFY(title->isVisible());
        QSignalSpy wanted(&page, &SpendPage::compareWanted);
        page.findChild<QPushButton*>(u"spendCompare"_s)->click();
        QCOMPARE(wanted.size(), 1);
    }

private:
    std::unique_ptr<HistoryStore> open(const QString& name)
    {
        auto store = HistoryStore::open(m_folder.filePath(name), std::make_shared<SystemClock>());
        return store ? *std::move(store) : nullptr;
    }
    void show()
    {
        m_page->show();
        QTRY_VERIFY(table() && table()->model()->rowCount() > 0);
    }
    FigureTile* tile(const QString& name) { return m_page->findChild<FigureTile*>(name); }
    FlatTable* table() { return m_page->findChild<FlatTable*>(u"spendTable"_s); }
    StackedBars* bars() { return m_page->findChild<StackedBars*>(u"spendBars"_s); }

    QTemporaryDir m_folder;
    std::unique_ptr<HistoryStore> m_store;
    std::unique_ptr<testing::LedgerSpend> m_service;
    std::unique_ptr<SpendPage> m_page;
};

QTEST_MAIN(TestSpendPage)
#include "tst_spendpage.moc"
