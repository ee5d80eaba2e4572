// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "scriptedwhatif.h"
#include "ui/text/translations.h"
#include "ui/theme/icons.h"
#include "ui/whatif/whatifpage.h"
#include "ui/whatif/whatiftables.h"
#include "ui/widgets/flattable.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QScrollBar>
#include <QTest>

using namespace assay;
using namespace assay::testing;
using namespace Qt::StringLiterals;

class TestWhatIfPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        initIcons();
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    }

    void init() { make(); }

    // Cost, wait and success of the default router, round robin and cheapest first, against hindsight.
    void policiesAreComparedWithHindsight()
    {
        QCOMPARE(m_service->asked, (QList<WhatIfPeriod>{{QDate(2026, 10, 1), QDate(2026, 11, 1)}})); // last month
        QCOMPARE(cell("whatIfPolicies", 0, WhatIfPolicyModel::Policy), u"Default router"_s);
        QCOMPARE(cell("whatIfPolicies", 0, WhatIfPolicyModel::CostColumn), u"$31.27"_s);
        QCOMPARE(cell("whatIfPolicies", 0, WhatIfPolicyModel::CostRegret), u"+4.1\u2009%"_s);
        QCOMPARE(cell("whatIfPolicies", 3, WhatIfPolicyModel::Policy), u"Round robin"_s);
        QCOMPARE(cell("whatIfPolicies", 4, WhatIfPolicyModel::Answered), u"97.01\u2009%"_s);
        QCOMPARE(cell("whatIfPolicies", 6, WhatIfPolicyModel::Policy), u"Fastest in hindsight"_s);
        QCOMPARE(text("whatIfVerdict"),
            u"Against the best in hindsight: default router 4.1\u2009% more and 0.12\u2009s later, round robin "
            u"39.4\u2009% more and 0.41\u2009s later, cheapest first 0.9\u2009% more and 1.03\u2009s later."_s);
        QVERIFY(text("whatIfNotes").contains(u"cerebras is left out"_s));
    }

    void anInventedMonthSaysThatItIsOne()
    {
        find<QAbstractButton>("whatIfWorld1")->click();
        QVERIFY(text("whatIfOver").startsWith(u"Simulated: an invented month of 200,000 requests"_s));
        QVERIFY(find<QWidget>("whatIfPolicies")->isVisible());
    }

    void aBareLedgerSaysWhatToDo()
    {
        m_page.reset();
        m_service = std::make_unique<ScriptedWhatIf>();
        m_service->isBare = true;
        show();
        QVERIFY(text("whatIfOver").contains(u"look at an invented month"_s));
        QVERIFY(!find<QWidget>("whatIfPolicies")->isVisible());
        QVERIFY(find<QWidget>("whatIfNoModel")->isVisible());
    }

    void whatItWouldHaveCostByKeysAlone()
    {
        auto* model = find<QComboBox>("whatIfModel");
        QCOMPARE(model->findText(u"sandbox/swift"_s), -1); // it has no price
        model->setFocus();
        model->lineEdit()->selectAll();
        QTest::keyClicks(model, u"deepseek/v4"_s);
        QTest::keyClick(model, Qt::Key_Return);
        QCOMPARE(cell("whatIfCosts", 0, WhatIfCostModel::WouldCost), u"$12.51"_s);
        QCOMPARE(cell("whatIfCosts", 0, WhatIfCostModel::Difference), u"−$18.76 (−60\u2009%)"_s);
        QCOMPARE(text("whatIfReally"), u"Really: $31.27 for 1,204 real calls."_s);
        // Sums over different calls are not compared, and a model without a price is not free.
        ask(u"partly/known"_s);
        QCOMPARE(cell("whatIfCosts", 1, WhatIfCostModel::Difference), u"–"_s);
        QCOMPARE(cell("whatIfCosts", 1, WhatIfCostModel::Priced), u"1,201 of 1,204"_s);
        ask(u"nobody/this"_s);
        QCOMPARE(cell("whatIfCosts", 2, WhatIfCostModel::WouldCost), u"no price"_s);
        // Another period asks for all of them again.
        m_service->costs.clear();
        find<QComboBox>("whatIfPeriod")->setCurrentIndex(1);
        QCOMPARE(m_service->costs, (QList<WhatIfPeriod>{{QDate(2026, 11, 1), QDate(2026, 11, 21)}}));
        auto* table = find<FlatTable>("whatIfCosts");
        table->selectRow(1);
        table->setFocus();
        QTest::keyClick(table, Qt::Key_Delete);
        QCOMPARE(table->model()->rowCount(), 2);
    }

    void everyControlHasANameAndIsReached()
    {
        for (const char* name : {"whatIfPeriod", "whatIfModel", "whatIfCosts", "whatIfPolicies"})
            QVERIFY2(!find<QWidget>(name)->accessibleName().isEmpty(), name);
        for (const auto* button : m_page->findChildren<QAbstractButton*>()) {
            if (button->isVisible() && !button->text().isEmpty())
                QVERIFY2(button->focusPolicy() & Qt::TabFocus, qPrintable(button->objectName()));
        }
    }

    void germanHasRoom()
    {
        m_page.reset();
        const Translations german({u"de-DE"_s});
        show();
        ask(u"deepseek/v4"_s);
        for (const char* name : {"whatIfCosts", "whatIfPolicies"}) {
            auto* table = find<FlatTable>(name);
            QCOMPARE(table->horizontalScrollBar()->maximum(), 0);
            for (int column = 0; column < table->model()->columnCount(); ++column)
                QVERIFY2(table->columnWidth(column) >= table->horizontalHeader()->sectionSizeHint(column),
                    qPrintable(table->model()->headerData(column, Qt::Horizontal).toString()));
        }
        m_page.reset();
    }

private:
    void make()
    {
        m_page.reset();
        m_service = std::make_unique<ScriptedWhatIf>();
        show();
    }
    void show()
    {
        m_page = std::make_unique<WhatIfPage>(m_service.get());
        m_page->setModels({u"sandbox/swift"_s, u"openai/gpt-6-sol"_s, u"deepseek/deepseek-v4.1-flash"_s});
        m_page->resize(1192, 746); // in a window of 1280 × 800
        m_page->show();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    }
    void ask(const QString& name) const
    {
        find<QComboBox>("whatIfModel")->setCurrentText(name);
        find<QAbstractButton>("whatIfAdd")->click();
    }
    template <class Widget> Widget* find(const char* name) const
    {
        return m_page->findChild<Widget*>(QString::fromLatin1(name));
    }
    QString text(const char* name) const { return find<QLabel>(name)->text(); }
    QString cell(const char* table, int row, int column) const
    {
        return find<FlatTable>(table)->model()->index(row, column).data().toString();
    }

    std::unique_ptr<ScriptedWhatIf> m_service;
    std::unique_ptr<WhatIfPage> m_page;
};

QTEST_MAIN(TestWhatIfPage)
#include "tst_whatifpage.moc"
