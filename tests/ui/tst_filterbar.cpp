// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/filter/daterangedialog.h"
#include "ui/filter/filterbar.h"
#include "ui/filter/filterchip.h"
#include "ui/filter/sharedfilter.h"
#include "ui/theme/icons.h"

#include <QAccessible>
#include <QDateEdit>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QShortcut>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

QStringList chipsOf(const FilterBar& bar)
{
    QStringList words;
    for (int i = 0; i < static_cast<int>(kFilterParts.size()); ++i) {
        if (const auto* chip = bar.findChild<FilterChip*>(u"filterChip%1"_s.arg(i)); chip && chip->isVisible())
            words.append(chip->text());
    }
    return words;
}

QToolButton* button(const FilterBar& bar, const char* name)
{
    return bar.findChild<QToolButton*>(QString::fromLatin1(name));
}

QAction* actionOf(QMenu* menu, const QString& text)
{
    for (auto* action : menu->actions()) {
        if (action->text() == text)
            return action;
        if (action->menu()) {
            if (auto* inner = actionOf(action->menu(), text))
                return inner;
        }
    }
    return nullptr;
}

} // namespace

class TestFilterBar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        initIcons();
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    }

    void init()
    {
        m_filter = std::make_unique<SharedFilter>();
        m_bar = std::make_unique<FilterBar>(m_filter.get(), QList<FilterPart>());
        m_bar->resize(900, 40);
        m_bar->show();
        QVERIFY(QTest::qWaitForWindowActive(m_bar.get()));
    }

    void everyPartHasAChipAndCanBeRemoved()
    {
        FilterChoice all;
        all.filter = {.words = u"tea"_s,
            .model = u"a/b"_s,
            .provider = u"c"_s,
            .since = QDate(2026, 11, 3).startOfDay().toUTC(),
            .until = QDate(2026, 11, 5).startOfDay().toUTC(),
            .tag = u"t"_s,
            .project = u"p"_s,
            .surface = u"cli"_s,
            .state = LaneState::Truncated,
            .costAtLeast = Money::fromPico(50'000'000'000),
            .costAtMost = Money::fromPico(1'000'000'000'000),
            .starred = true,
            .voted = true,
            .origin = AnswerOrigin::Real};
        m_filter->setChoice(all);
        QCOMPARE(chipsOf(*m_bar),
            (QStringList{u"“tea”"_s, u"model: a/b"_s, u"provider: c"_s, u"3 Nov 2026 – 4 Nov 2026"_s,
                u"at least $0.05"_s, u"at most $1"_s, u"truncated"_s, u"project: p"_s, u"tag: t"_s,
                u"from: command line"_s, u"voted on"_s, u"starred"_s, u"without simulated"_s}));
        for (const auto part : kFilterParts) {
            const int before = static_cast<int>(chipsOf(*m_bar).size());
            auto* chip = m_bar->findChild<FilterChip*>(u"filterChip%1"_s.arg(static_cast<int>(part)));
            QVERIFY(chip);
            QTest::mouseClick(chip, Qt::LeftButton, {}, chip->crossBox().center());
            QVERIFY(!isSet(m_filter->choice(), part));
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
            QCOMPARE(chipsOf(*m_bar).size(), before - 1);
        }
        QVERIFY(m_filter->choice().isEmpty());
    }

    // Nobody takes a part for the whole, least of all one that was asked for yesterday.
    void saysThatItIsFiltered()
    {
        const auto* state = m_bar->findChild<QLabel*>(u"filterState"_s);
        QVERIFY(!state->isVisible());
        const QColor plain = m_bar->grab().toImage().pixelColor(1, 4);
        m_filter->restore({.filter = {.model = u"a"_s}});
        QVERIFY(state->isVisible());
        QCOMPARE(state->text(), u"Filtered, as last time"_s);
        QCOMPARE(chipsOf(*m_bar), QStringList{u"model: a"_s});
        QVERIFY(m_bar->grab().toImage().pixelColor(1, 4) != plain);
        m_filter->setChoice({.filter = {.model = u"b"_s}});
        QCOMPARE(state->text(), u"Filtered"_s);
        m_filter->setChoice({});
        QVERIFY(!state->isVisible());
        QCOMPARE(m_bar->grab().toImage().pixelColor(1, 4), plain);
    }

    void nothingIsSetAtFirst()
    {
        QVERIFY(chipsOf(*m_bar).isEmpty());
        QVERIFY(button(*m_bar, "filterAdd")->isVisible());
        QVERIFY(!button(*m_bar, "filterSave")->isVisible());
        QVERIFY(!button(*m_bar, "filterClear")->isVisible());
        QVERIFY(!button(*m_bar, "filterFolders")->isVisible());
    }

    void theMenuSetsEachPart()
    {
        QMenu* menu = button(*m_bar, "filterAdd")->menu();
        QVERIFY(actionOf(menu, u"last 7 days"_s));
        actionOf(menu, u"last 7 days"_s)->trigger();
        QCOMPARE(m_filter->choice().period, FilterPeriod::Days7);
        actionOf(menu, u"Starred"_s)->trigger();
        actionOf(menu, u"Any vote"_s)->trigger();
        actionOf(menu, u"failed"_s)->trigger();
        actionOf(menu, u"No: without simulated answers"_s)->trigger();
        QCOMPARE(chipsOf(*m_bar),
            (QStringList{u"last 7 days"_s, u"failed"_s, u"voted on"_s, u"starred"_s, u"without simulated"_s}));
        // So does another vote: what is asked for is one thing.
        actionOf(menu, u"not better"_s)->trigger();
        QCOMPARE(m_filter->choice().filter.votedAs, VotedAs::Worse);
        QVERIFY(!m_filter->choice().filter.voted);
        QVERIFY(chipsOf(*m_bar).contains(u"vote: not better"_s));
        // Another date takes its place, it is no second one.
        actionOf(menu, u"this month"_s)->trigger();
        QCOMPARE(m_filter->choice().period, FilterPeriod::ThisMonth);
        actionOf(menu, u"all time"_s)->trigger();
        QVERIFY(!m_filter->choice().isDated());
    }

    void valuesArePickedByTyping()
    {
        m_filter->setOffers({.models = {u"openai/gpt-6"_s, u"anthropic/claude"_s},
            .providers = {u"openai"_s},
            .projects = {u"Shop"_s},
            .tags = {},
            .surfaces = {u"cli"_s}});
        actionOf(button(*m_bar, "filterAdd")->menu(), u"Model…"_s)->trigger();
        auto* picker = m_bar->findChild<QDialog*>();
        QVERIFY(picker && picker->isVisible());
        auto* field = picker->findChild<QLineEdit*>();
        QTest::keyClicks(field, u"claude"_s);
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(m_filter->choice().filter.model, u"anthropic/claude"_s);
        QCOMPARE(chipsOf(*m_bar), QStringList{u"model: anthropic/claude"_s});
    }

    void amountsAreTakenAsTheyAreTyped()
    {
        actionOf(button(*m_bar, "filterAdd")->menu(), u"Cost at least…"_s)->trigger();
        auto* dialog = m_bar->findChild<QDialog*>(u"filterAmount"_s);
        QVERIFY(dialog);
        auto* field = dialog->findChild<QLineEdit*>(u"nameField"_s);
        field->setText(u"$0.05"_s);
        dialog->findChild<QPushButton*>(u"nameKeep"_s)->click();
        QCOMPARE(m_filter->choice().filter.costAtLeast, Money::fromPico(50'000'000'000));
        QVERIFY(!m_filter->choice().filter.costAtMost);
    }

    void aRangeOfDays()
    {
        actionOf(button(*m_bar, "filterAdd")->menu(), u"From and to…"_s)->trigger();
        auto* dialog = m_bar->findChild<DateRangeDialog*>();
        QVERIFY(dialog);
        dialog->findChild<QDateEdit*>(u"filterFrom"_s)->setDate(QDate(2026, 11, 3));
        dialog->findChild<QPushButton*>(u"filterDatesUse"_s)->click();
        QCOMPARE(m_filter->choice().filter.since, QDate(2026, 11, 3).startOfDay().toUTC());
        QVERIFY(!m_filter->choice().filter.until.isValid());
        QCOMPARE(chipsOf(*m_bar), QStringList{u"since 3 Nov 2026"_s});
    }

    void keysAlone()
    {
        m_filter->setChoice({.filter = {.model = u"a"_s, .starred = true}, .period = FilterPeriod::Hour});
        auto* model = m_bar->findChild<FilterChip*>(u"filterChip1"_s);
        model->setFocus();
        QTest::keyClick(model, Qt::Key_Right);
        auto* date = m_bar->findChild<FilterChip*>(u"filterChip3"_s);
        QVERIFY(date->hasFocus());
        QTest::keyClick(date, Qt::Key_Delete);
        QVERIFY(!m_filter->choice().isDated());
        auto* starred = m_bar->findChild<FilterChip*>(u"filterChip11"_s);
        QVERIFY(starred->hasFocus()); // the focus stays in the bar
        QTest::keyClick(starred, Qt::Key_Backspace);
        QVERIFY(!m_filter->choice().filter.starred);
        // The menu opens by its keys, and arrows lead to what is wanted.
        auto* keys = m_bar->findChild<QShortcut*>(u"filterAddKeys"_s);
        QVERIFY(keys && !keys->key().isEmpty());
        QVERIFY(QMetaObject::invokeMethod(keys, "activated"));
        QMenu* menu = button(*m_bar, "filterAdd")->menu();
        QTRY_VERIFY(menu->isVisible());
        QCOMPARE(menu->activeAction(), menu->actions().constFirst());
        QTest::keyClick(menu, Qt::Key_Up); // from the first one to the last
        QTest::keyClick(menu, Qt::Key_Up);
        QCOMPARE(menu->activeAction()->text(), u"Starred"_s);
        QTest::keyClick(menu, Qt::Key_Return);
        QVERIFY(m_filter->choice().filter.starred);
        QVERIFY(!menu->isVisible());
    }

    void savedFoldersAreOffered()
    {
        QSignalSpy edited(m_filter.get(), &SharedFilter::foldersEdited);
        const FilterChoice choice{.filter = {.tag = u"t"_s}, .period = FilterPeriod::Days30};
        m_filter->setChoice(choice);
        button(*m_bar, "filterSave")->click();
        auto* dialog = m_bar->findChild<QDialog*>(u"filterName"_s);
        QVERIFY(dialog);
        QCOMPARE(dialog->findChild<QLineEdit*>(u"nameField"_s)->text(), u"last 30 days, tag: t"_s);
        dialog->findChild<QLineEdit*>(u"nameField"_s)->setText(u"Mine"_s);
        dialog->findChild<QPushButton*>(u"nameKeep"_s)->click();
        QCOMPARE(edited.size(), 1);
        QCOMPARE(m_filter->folders(), (QList<SmartFolder>{{.name = u"Mine"_s, .choice = choice}}));
        QCOMPARE(button(*m_bar, "filterFolders")->text(), u"Mine"_s);
        QVERIFY(!button(*m_bar, "filterSave")->isVisible()); // it is saved
        button(*m_bar, "filterClear")->click();
        QVERIFY(m_filter->choice().isEmpty());
        QCOMPARE(button(*m_bar, "filterFolders")->text(), u"Smart folders"_s);
        QMenu* menu = button(*m_bar, "filterFolders")->menu();
        Q_EMIT menu->aboutToShow();
        actionOf(menu, u"Mine"_s)->trigger();
        QCOMPARE(m_filter->choice(), choice);
        Q_EMIT menu->aboutToShow();
        actionOf(menu, u"Forget “Mine”"_s)->trigger();
        QVERIFY(m_filter->folders().isEmpty());
        QCOMPARE(m_filter->choice(), choice); // what is shown stays
    }

    void twoBarsShowTheSame()
    {
        FilterBar other(m_filter.get(), {FilterPart::Date});
        other.show();
        other.setDateNote(u"November counts here"_s);
        m_filter->setChoice({.filter = {.model = u"a"_s}, .period = FilterPeriod::Hour});
        QCOMPARE(chipsOf(*m_bar), (QStringList{u"model: a"_s, u"last hour"_s}));
        QCOMPARE(chipsOf(other), QStringList{u"model: a"_s});
        QVERIFY(other.findChild<QWidget*>(u"filterDateNote"_s)->isVisible());
        QVERIFY(!actionOf(button(other, "filterAdd")->menu(), u"last hour"_s));
    }

    void wrapsWhereItIsNarrow()
    {
        m_filter->setChoice(
            {.filter = {.model = u"openai/gpt-6-sol"_s, .provider = u"openai"_s, .tag = u"tone of voice"_s},
                .period = FilterPeriod::Days30});
        const int wide = m_bar->heightForWidth(1'200);
        const int narrow = m_bar->heightForWidth(340);
        QVERIFY(narrow >= 2 * wide - 12);
        m_bar->resize(340, narrow);
        for (auto* child : m_bar->findChildren<QWidget*>(Qt::FindDirectChildrenOnly)) {
            if (child->isVisible())
                QVERIFY2(m_bar->rect().contains(child->geometry()), qPrintable(child->objectName()));
        }
    }

    void everythingHasAName()
    {
        m_filter->setChoice({.filter = {.model = u"a"_s}, .period = FilterPeriod::Hour});
        m_filter->saveFolder(u"Mine"_s);
        for (auto* child : m_bar->findChildren<QAbstractButton*>()) {
            auto* interface = QAccessible::queryAccessibleInterface(child);
            QVERIFY(interface);
            QVERIFY2(!interface->text(QAccessible::Name).isEmpty(), qPrintable(child->objectName()));
        }
    }

private:
    std::unique_ptr<SharedFilter> m_filter;
    std::unique_ptr<FilterBar> m_bar;
};

QTEST_MAIN(TestFilterBar)
#include "tst_filterbar.moc"
