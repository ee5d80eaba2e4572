// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/filter/filtereditor.h"

#include "ui/compare/namedialog.h"
#include "ui/filter/daterangedialog.h"
#include "ui/filter/sharedfilter.h"
#include "ui/text/formats.h"
#include "ui/text/visiblecharacters.h"
#include "ui/widgets/quickpicker.h"

#include <QLocale>
#include <QMenu>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

QStringList offered(const FilterOffers& offers, FilterPart part)
{
    switch (part) {
    case FilterPart::Model: return offers.models;
    case FilterPart::Provider: return offers.providers;
    case FilterPart::Project: return offers.projects;
    case FilterPart::Tag: return offers.tags;
    case FilterPart::Surface: return offers.surfaces;
    default: return {};
    }
}

QAction* addCheck(QMenu* menu, const QString& text, bool checked)
{
    QAction* action = menu->addAction(text);
    action->setCheckable(true);
    action->setChecked(checked);
    return action;
}

} // namespace

FilterEditor::FilterEditor(SharedFilter* filter, QWidget* bar)
    : QObject(bar)
    , m_filter(filter)
    , m_bar(bar)
{
}

void FilterEditor::set(const std::function<void(FilterChoice& choice)>& change)
{
    FilterChoice choice = m_filter->choice();
    change(choice);
    m_filter->setChoice(choice);
}

void FilterEditor::fill(QMenu* menu, const QList<FilterPart>& hidden, QWidget* anchor)
{
    menu->clear();
    qDeleteAll(menu->findChildren<QMenu*>(Qt::FindDirectChildrenOnly)); // clear() leaves them
    for (const auto part : kFilterParts) {
        if (hidden.contains(part))
            continue;
        const QString name = FilterText::partName(part);
        if (part == FilterPart::Date || part == FilterPart::State || part == FilterPart::Vote
            || part == FilterPart::Simulated) {
            fillValues(part, menu->addMenu(name));
            continue;
        }
        QAction* action = menu->addAction(part == FilterPart::Starred ? name : name + u'…');
        connect(action, &QAction::triggered, this, [this, part, anchor] { edit(part, anchor); });
    }
}

void FilterEditor::edit(FilterPart part, QWidget* anchor)
{
    switch (part) {
    case FilterPart::Words: return askText(part);
    case FilterPart::CostAtLeast:
    case FilterPart::CostAtMost: return askAmount(part);
    case FilterPart::Starred: return set([](FilterChoice& choice) { choice.filter.starred = true; });
    case FilterPart::Date:
    case FilterPart::State:
    case FilterPart::Vote:
    case FilterPart::Simulated: break;
    case FilterPart::Model:
    case FilterPart::Provider:
    case FilterPart::Project:
    case FilterPart::Tag:
    case FilterPart::Surface: return pick(part, anchor);
    }
    auto* menu = new QMenu(m_bar);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    fillValues(part, menu);
    menu->popup(anchor->mapToGlobal(QPoint(0, anchor->height() + 2)));
}

void FilterEditor::fillValues(FilterPart part, QMenu* menu)
{
    switch (part) {
    case FilterPart::Date: fillDates(menu); break;
    case FilterPart::State: fillStates(menu); break;
    case FilterPart::Vote: fillVotes(menu); break;
    case FilterPart::Simulated: fillSimulated(menu); break;
    default: break;
    }
}

void FilterEditor::fillDates(QMenu* menu)
{
    const FilterChoice& choice = m_filter->choice();
    const auto add = [&](FilterPeriod period, bool checked) {
        connect(addCheck(menu, FilterText::periodName(period), checked), &QAction::triggered, this, [this, period] {
            set([period](FilterChoice& chosen) {
                chosen = without(chosen, FilterPart::Date);
                chosen.period = period;
            });
        });
    };
    for (const auto period : kNamedPeriods)
        add(period, choice.period == period);
    add(FilterPeriod::Any, !choice.isDated());
    menu->addSeparator();
    const bool custom = choice.isDated() && choice.period == FilterPeriod::Any;
    connect(addCheck(menu, tr("From and to…"), custom), &QAction::triggered, this, &FilterEditor::askDates);
}

void FilterEditor::fillStates(QMenu* menu)
{
    for (const auto state : {LaneState::Complete, LaneState::Truncated, LaneState::Refused, LaneState::Failed,
             LaneState::Cancelled, LaneState::Indeterminate}) {
        connect(addCheck(menu, FilterText::stateName(state), m_filter->choice().filter.state == state),
            &QAction::triggered, this,
            [this, state] { set([state](FilterChoice& choice) { choice.filter.state = state; }); });
    }
}

void FilterEditor::fillVotes(QMenu* menu)
{
    const HistoryFilter& filter = m_filter->choice().filter;
    const auto add = [&](const QString& name, std::optional<VotedAs> vote, bool checked) {
        connect(addCheck(menu, name, checked), &QAction::triggered, this, [this, vote] {
            set([vote](FilterChoice& choice) {
                choice.filter.voted = !vote;
                choice.filter.votedAs = vote;
            });
        });
    };
    add(tr("Any vote"), std::nullopt, filter.voted && !filter.votedAs);
    menu->addSeparator();
    for (const auto vote : kVotedAs)
        add(FilterText::voteName(vote), vote, filter.votedAs == vote);
}

void FilterEditor::fillSimulated(QMenu* menu)
{
    for (const auto& [origin, name] : {std::pair(AnswerOrigin::Real, tr("No: without simulated answers")),
             std::pair(AnswerOrigin::Simulated, tr("Yes: simulated answers only"))}) {
        connect(addCheck(menu, name, m_filter->choice().filter.origin == origin), &QAction::triggered, this,
            [this, chosen = origin] { set([chosen](FilterChoice& choice) { choice.filter.origin = chosen; }); });
    }
}

void FilterEditor::take(FilterPart part, const QString& value)
{
    set([part, &value](FilterChoice& choice) {
        HistoryFilter& filter = choice.filter;
        switch (part) {
        case FilterPart::Words: filter.words = value; break;
        case FilterPart::Model: filter.model = value; break;
        case FilterPart::Provider: filter.provider = value; break;
        case FilterPart::Project: filter.project = value; break;
        case FilterPart::Tag: filter.tag = value; break;
        case FilterPart::Surface: filter.surface = value; break;
        default: break;
        }
    });
}

void FilterEditor::pick(FilterPart part, QWidget* anchor)
{
    const QStringList values = offered(m_filter->offers(), part);
    QList<PickerEntry> entries;
    for (const auto& value : values)
        entries.append(
            {.title = part == FilterPart::Surface ? FilterText::surfaceName(value) : visibleCharacters(value)});
    if (part == FilterPart::Project)
        entries.append({.title = tr("no project")});
    if (part == FilterPart::Model || part == FilterPart::Tag)
        entries.append({.title = part == FilterPart::Model ? tr("Part of a name…") : tr("Another tag…")});
    if (entries.isEmpty())
        return askText(part);
    auto* picker = new QuickPicker(FilterText::partName(part), entries, m_bar);
    connect(picker, &QuickPicker::chosen, this, [this, part, values](int entry) {
        if (entry < values.size())
            take(part, values[entry]);
        else if (part == FilterPart::Project)
            take(part, u""_s);
        else
            askText(part);
    });
    picker->popup(anchor);
}

void FilterEditor::askText(FilterPart part)
{
    const HistoryFilter& filter = m_filter->choice().filter;
    const QString hint = part == FilterPart::Words ? tr("Words of prompts, answers and notes. \"a phrase\", begin*")
        : part == FilterPart::Model                ? tr("provider/model, or a part of a model's name")
                                                   : FilterText::partName(part);
    const QString now = part == FilterPart::Words ? filter.words
        : part == FilterPart::Model               ? filter.model
        : part == FilterPart::Tag                 ? filter.tag
                                                  : QString();
    auto* dialog = new NameDialog(FilterText::partName(part), hint, now, m_bar);
    dialog->setObjectName(u"filterText"_s);
    connect(dialog, &NameDialog::named, this, [this, part](const QString& value) { take(part, value.trimmed()); });
    dialog->open();
}

void FilterEditor::askAmount(FilterPart part)
{
    const bool least = part == FilterPart::CostAtLeast;
    const auto& filter = m_filter->choice().filter;
    const auto now = least ? filter.costAtLeast : filter.costAtMost;
    const QString shown = now ? Formats().exactMoney(*now).remove(u'$') : QString();
    auto* dialog
        = new NameDialog(FilterText::partName(part), tr("Dollars of one answer, for example 0.05"), shown, m_bar);
    dialog->setObjectName(u"filterAmount"_s);
    connect(dialog, &NameDialog::named, this, [this, part, least](const QString& value) {
        QString text = value.trimmed();
        text.remove(u'$').replace(QLocale().decimalPoint(), u"."_s);
        const auto amount = Money::fromDecimalUsd(text.trimmed().toUtf8());
        if (!amount || amount->pico() < 0)
            return askAmount(part); // it asks again rather than take what it cannot read
        set([&](FilterChoice& choice) { (least ? choice.filter.costAtLeast : choice.filter.costAtMost) = *amount; });
    });
    dialog->open();
}

void FilterEditor::askDates()
{
    const FilterChoice& choice = m_filter->choice();
    auto* dialog = new DateRangeDialog(choice.filter.since, choice.filter.until, m_filter->today(), m_bar);
    connect(dialog, &DateRangeDialog::chosen, this, [this](const QDateTime& since, const QDateTime& until) {
        set([&](FilterChoice& chosen) {
            chosen.period = FilterPeriod::Any;
            chosen.filter.since = since;
            chosen.filter.until = until;
        });
    });
    dialog->open();
}

} // namespace assay
