// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/history/historyside.h"

#include "ui/text/visiblecharacters.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QHeaderView>
#include <QLocale>
#include <QMenu>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr int kEntryRole = Qt::UserRole + 1;
constexpr int kFolderRole = Qt::UserRole + 2;
constexpr int kNarrowest = 188;
constexpr int kWidest = 264;

QString surfaceName(const QString& surface)
{
    if (surface == "compare"_L1)
        return HistorySide::tr("Compare");
    if (surface == "cli"_L1)
        return HistorySide::tr("Command line");
    if (surface == "gateway"_L1)
        return HistorySide::tr("Gateway");
    if (surface == "replay"_L1)
        return HistorySide::tr("Replays");
    if (surface == "eval"_L1)
        return HistorySide::tr("Experiments");
    if (surface == "archive"_L1)
        return HistorySide::tr("Chat archives");
    return visibleCharacters(surface);
}

} // namespace

HistorySide::HistorySide(QWidget* parent)
    : QTreeWidget(parent)
{
    setObjectName(u"historySide"_s);
    setAccessibleName(tr("Kinds of runs"));
    setFrameShape(QFrame::NoFrame);
    setColumnCount(2);
    setHeaderHidden(true);
    setRootIsDecorated(false);
    setItemsExpandable(false);
    setIndentation(0);
    setUniformRowHeights(true);
    header()->setStretchLastSection(false);
    header()->setSectionResizeMode(0, QHeaderView::Stretch);
    header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setViewportMargins(space::control, space::control, space::control, 0);
    setAllColumnsShowFocus(true);
    setAutoFillBackground(false);
    viewport()->setAutoFillBackground(false);
    setContextMenuPolicy(Qt::CustomContextMenu);
    connect(this, &QTreeWidget::itemClicked, this, [this](QTreeWidgetItem* item) {
        const QVariant entry = item->data(0, kEntryRole);
        if (entry.isValid())
            Q_EMIT chosen(m_entries.at(entry.toInt()));
    });
    connect(this, &QTreeWidget::itemActivated, this, [this](QTreeWidgetItem* item) {
        const QVariant entry = item->data(0, kEntryRole);
        if (entry.isValid())
            Q_EMIT chosen(m_entries.at(entry.toInt()));
    });
    connect(this, &QWidget::customContextMenuRequested, this, [this](const QPoint& place) {
        auto* item = itemAt(place);
        if (item == nullptr || !item->data(0, kFolderRole).isValid())
            return;
        const int folder = item->data(0, kFolderRole).toInt();
        auto* menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        connect(menu->addAction(tr("Forget this folder")), &QAction::triggered, this,
            [this, folder] { Q_EMIT removeWanted(folder); });
        menu->popup(viewport()->mapToGlobal(place));
    });
    rebuild();
}

void HistorySide::setCounts(const RunCounts& counts)
{
    m_counts = counts;
    rebuild();
}

void HistorySide::setFolders(const QList<SmartFolder>& folders)
{
    m_folders = folders;
    rebuild();
}

QTreeWidgetItem* HistorySide::addGroup(const QString& name)
{
    auto* group = new QTreeWidgetItem(this, {name});
    group->setFlags(Qt::ItemIsEnabled);
    group->setForeground(0, Theme::of(this).muted);
    group->setFirstColumnSpanned(true);
    group->setExpanded(true);
    return group;
}

void HistorySide::add(
    QTreeWidgetItem* group, const QString& name, const QString& icon, qint64 count, const FilterChoice& choice)
{
    auto* item = new QTreeWidgetItem({name, count >= 0 ? QLocale().toString(count) : QString()});
    item->setIcon(0, themeIcon(icon, IconColour::Muted));
    item->setToolTip(0, name); // a folder's may be longer than the column
    item->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
    item->setForeground(1, Theme::of(this).muted);
    item->setData(0, kEntryRole, static_cast<int>(m_entries.size()));
    item->setSizeHint(0, QSize(0, qMax(space::controlHeight, fontMetrics().height() + 10)));
    m_entries.append(choice);
    if (group)
        group->addChild(item);
    else
        addTopLevelItem(item);
}

void HistorySide::rebuild()
{
    clear();
    m_entries.clear();
    const auto kind = [](const HistoryFilter& filter) { return FilterChoice{.filter = filter}; };
    HistoryFilter starred;
    starred.starred = true;
    HistoryFilter voted;
    voted.voted = true;
    add(nullptr, tr("All runs"), u"view-history"_s, m_counts.all, kind({}));
    add(nullptr, tr("Starred"), u"non-starred-symbolic"_s, m_counts.starred, kind(starred));
    add(nullptr, tr("Voted"), u"view-visible"_s, m_counts.voted, kind(voted));
    auto* from = m_counts.surfaces.isEmpty() ? nullptr : addGroup(tr("Where from"));
    for (const auto& [surface, lanes] : std::as_const(m_counts.surfaces)) {
        HistoryFilter filter;
        filter.surface = surface;
        add(from, surfaceName(surface), u"go-next"_s, -1, kind(filter));
    }
    if (!m_folders.isEmpty()) {
        auto* group = addGroup(tr("Smart folders"));
        for (qsizetype i = 0; i < m_folders.size(); ++i) {
            add(group, visibleCharacters(m_folders[i].name), u"bookmarks"_s, -1, m_folders[i].choice);
            group->child(group->childCount() - 1)->setData(0, kFolderRole, static_cast<int>(i));
        }
    }
    auto* states = addGroup(tr("Lane states"));
    for (const auto& [state, name, icon] : {std::tuple(LaneState::Complete, tr("Complete"), u"checkmark"_s),
             std::tuple(LaneState::Truncated, tr("Truncated"), u"edit-cut"_s),
             std::tuple(LaneState::Refused, tr("Refused"), u"dialog-cancel"_s),
             std::tuple(LaneState::Failed, tr("Failed"), u"dialog-close"_s),
             std::tuple(LaneState::Cancelled, tr("Cancelled"), u"process-stop"_s),
             std::tuple(LaneState::Indeterminate, tr("Indeterminate"), u"question"_s)}) {
        HistoryFilter filter;
        filter.state = state;
        add(states, name, icon, -1, kind(filter));
    }
    fit();
}

/// As wide as its names, within reason.
void HistorySide::fit()
{
    const int counts = sizeHintForColumn(1);
    setFixedWidth(qBound(kNarrowest, sizeHintForColumn(0) + counts + 2 * space::control + space::page, kWidest));
}

void HistorySide::changeEvent(QEvent* event)
{
    QTreeWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        fit();
}

} // namespace assay
