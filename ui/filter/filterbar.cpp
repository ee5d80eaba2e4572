// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/filter/filterbar.h"

#include "ui/compare/namedialog.h"
#include "ui/filter/filterchip.h"
#include "ui/filter/filtereditor.h"
#include "ui/filter/sharedfilter.h"
#include "ui/text/visiblecharacters.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/plainlabel.h"

#include <QMenu>
#include <QPainter>
#include <QShortcut>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

FilterBar::FilterBar(SharedFilter* filter, const QList<FilterPart>& hidden, QWidget* parent)
    : QWidget(parent)
    , m_filter(filter)
    , m_hidden(hidden)
    , m_editor(new FilterEditor(filter, this))
    , m_row(new FlowLayout(space::badge + 2, this))
{
    setObjectName(u"filterBar"_s);
    setAccessibleName(tr("Filter"));
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    m_row->setContentsMargins(space::section, space::badge + 2, space::section, space::badge + 2);
    m_state = new PlainLabel({}, this);
    m_state->setObjectName(u"filterState"_s);
    m_state->setRole(FontRole::SmallStrong, &Theme::accent);
    m_state->setFixedHeight(space::smallControlHeight);
    m_row->addWidget(m_state);
    m_folders = makeButton(u"filterFolders"_s, {}, u"bookmarks"_s);
    m_folders->setPopupMode(QToolButton::InstantPopup);
    m_folderMenu = new QMenu(m_folders);
    m_folders->setMenu(m_folderMenu);
    connect(m_folderMenu, &QMenu::aboutToShow, this, &FilterBar::fillFolders);
    m_dateNote = new PlainLabel({}, this);
    m_dateNote->setObjectName(u"filterDateNote"_s);
    m_dateNote->setRole(FontRole::Small, &Theme::muted);
    m_dateNote->setFixedHeight(space::smallControlHeight);
    m_row->addWidget(m_dateNote);
    m_add = makeButton(u"filterAdd"_s, tr("Add filter"), u"list-add"_s);
    m_add->setPopupMode(QToolButton::InstantPopup);
    m_addMenu = new QMenu(m_add);
    m_add->setMenu(m_addMenu);
    m_editor->fill(m_addMenu, m_hidden, m_add); // what is checked in it changes with the filter
    connect(m_addMenu, &QMenu::aboutToShow, this, [this] { m_editor->fill(m_addMenu, m_hidden, m_add); });
    m_save = makeButton(u"filterSave"_s, tr("Save as smart folder…"), u"bookmark-new"_s);
    connect(m_save, &QToolButton::clicked, this, &FilterBar::askName);
    m_clear = makeButton(u"filterClear"_s, tr("Clear all"), u"edit-clear-all"_s);
    connect(m_clear, &QToolButton::clicked, this, [this] { m_filter->setChoice({}); });
    auto* open = new QShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_A), this);
    open->setObjectName(u"filterAddKeys"_s);
    connect(open, &QShortcut::activated, this, [this] {
        m_addMenu->popup(m_add->mapToGlobal(QPoint(0, m_add->height())));
        m_addMenu->setActiveAction(m_addMenu->actions().constFirst()); // arrows lead on from there
    });
    m_add->setToolTip(tr("Add filter (%1)").arg(open->key().toString(QKeySequence::NativeText)));
    connect(m_filter, &SharedFilter::changed, this, &FilterBar::makeChips);
    connect(m_filter, &SharedFilter::foldersChanged, this, &FilterBar::showFolders);
    makeChips();
}

QToolButton* FilterBar::makeButton(const QString& objectName, const QString& text, const QString& icon)
{
    auto* button = new QToolButton(this);
    button->setObjectName(objectName);
    button->setText(text);
    button->setIcon(themeIcon(icon, IconColour::Muted));
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setMinimumHeight(space::smallControlHeight);
    m_row->addWidget(button);
    return button;
}

void FilterBar::setDateNote(const QString& note)
{
    if (note == m_dateNote->text())
        return;
    m_dateNote->setText(note);
    makeChips();
}

void FilterBar::makeChips()
{
    const FilterChoice& choice = m_filter->choice();
    const auto* focused = dynamic_cast<FilterChip*>(focusWidget());
    const bool hadFocus = focused != nullptr && focused->hasFocus();
    for (auto* chip : std::as_const(m_chips)) {
        m_row->removeWidget(chip);
        chip->setObjectName({});
        chip->hide();
        chip->deleteLater(); // it may be the one that was clicked
    }
    m_chips.clear();
    QWidget* before = m_folders;
    for (const auto part : kFilterParts) {
        if (m_hidden.contains(part) || !isSet(choice, part))
            continue;
        auto* chip = new FilterChip(part, FilterText::words(choice, part), this);
        chip->setObjectName(u"filterChip%1"_s.arg(static_cast<int>(part)));
        connect(chip, &FilterChip::editWanted, this, [this, chip, part] { m_editor->edit(part, chip); });
        connect(chip, &FilterChip::removeWanted, this, [this, part] { remove(part); });
        m_chips.append(chip);
        m_row->insertWidget(m_chips.size() + 1, chip); // the state and the folders are first
        chip->show();
        setTabOrder(before, chip);
        before = chip;
    }
    setTabOrder(before, m_add);
    m_state->setText(m_filter->isRestored() ? tr("Filtered, as last time") : tr("Filtered"));
    m_state->setVisible(!m_chips.isEmpty());
    update();
    const bool isHiddenDate = m_hidden.contains(FilterPart::Date) && choice.isDated();
    m_dateNote->setVisible(isHiddenDate && !m_dateNote->text().isEmpty());
    m_save->setVisible(!choice.isEmpty());
    m_clear->setVisible(!choice.isEmpty());
    showFolders();
    if (hadFocus)
        (m_chips.isEmpty() ? static_cast<QWidget*>(m_add) : m_chips.last())->setFocus();
    m_row->invalidate();
    updateGeometry();
}

void FilterBar::remove(FilterPart part)
{
    m_filter->setChoice(without(m_filter->choice(), part));
}

void FilterBar::showFolders()
{
    const qsizetype current = m_filter->currentFolder();
    const QString name = current < 0 ? tr("Smart folders") : visibleCharacters(m_filter->folders()[current].name);
    m_folders->setText(name);
    m_folders->setAccessibleName(current < 0 ? tr("Smart folders") : tr("Smart folder: %1").arg(name));
    m_folders->setVisible(!m_filter->folders().isEmpty());
    m_save->setVisible(!m_filter->choice().isEmpty() && current < 0);
    m_row->invalidate();
    updateGeometry();
}

void FilterBar::fillFolders()
{
    m_folderMenu->clear();
    const qsizetype current = m_filter->currentFolder();
    for (qsizetype i = 0; i < m_filter->folders().size(); ++i) {
        const SmartFolder& folder = m_filter->folders()[i];
        QAction* action = m_folderMenu->addAction(visibleCharacters(folder.name).replace(u'&', u"&&"_s));
        action->setCheckable(true);
        action->setChecked(i == current);
        action->setStatusTip(FilterText::sentence(folder.choice));
        connect(action, &QAction::triggered, this, [this, choice = folder.choice] { m_filter->setChoice(choice); });
    }
    if (current < 0)
        return;
    m_folderMenu->addSeparator();
    QAction* forget = m_folderMenu->addAction(
        tr("Forget “%1”").arg(visibleCharacters(m_filter->folders()[current].name)).replace(u'&', u"&&"_s));
    connect(forget, &QAction::triggered, this, [this, current] { m_filter->removeFolder(current); });
}

void FilterBar::askName()
{
    auto* dialog = new NameDialog(
        tr("Save as smart folder"), tr("Name"), FilterText::sentence(m_filter->choice()).left(60), this);
    dialog->setObjectName(u"filterName"_s);
    connect(dialog, &NameDialog::named, m_filter, &SharedFilter::saveFolder);
    dialog->open();
}

void FilterBar::paintEvent(QPaintEvent*)
{
    const Theme& theme = Theme::of(this);
    QPainter painter(this);
    if (!m_chips.isEmpty()) { // what is seen below is not all there is
        painter.fillRect(rect(), blend(theme.accent, theme.window, 0.07));
        painter.fillRect(QStyle::visualRect(layoutDirection(), rect(), QRect(0, 0, 3, height())), theme.accent);
    }
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme.line);
}

} // namespace assay
