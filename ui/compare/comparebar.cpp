// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compare/comparebar.h"

#include "ui/theme/icons.h"
#include "ui/widgets/barheight.h"
#include "ui/widgets/keycapbutton.h"
#include "ui/widgets/plainlabel.h"

#include <QAction>
#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPainter>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace assay {

CompareBar::CompareBar(const Actions& actions, QWidget* parent)
    : QWidget(parent)
    , m_lineUp(new QToolButton(this))
    , m_add(new QToolButton(this))
    , m_segments{segment(u"arrangeColumns"_s, tr("Columns"), u"object-columns"_s, LaneArrangement::Columns),
          segment(u"arrangeGrid"_s, tr("Grid"), u"view-grid"_s, LaneArrangement::Grid),
          segment(u"arrangeFocus"_s, tr("Focus"), u"view-fullscreen"_s, LaneArrangement::Focus),
          segment(u"arrangeTabs"_s, tr("Tabs"), u"tab-new"_s, LaneArrangement::Tabs)}
    , m_toolRow(new QHBoxLayout)
    , m_status(new PlainLabel({}, this))
    , m_stop(new KeycapButton(tr("Stop all"), this))
{
    setObjectName(u"compareBar"_s);
    auto* title = new PlainLabel(tr("Compare"), this);
    title->setRole(FontRole::Title);
    m_lineUp->setObjectName(u"lineUps"_s);
    m_lineUp->setText(tr("Line-up"));
    m_lineUp->setAccessibleName(tr("Line-ups"));
    m_lineUp->setToolTip(tr("Keep these lanes under a name, or take up others"));
    m_lineUp->setIcon(themeIcon(u"bookmarks"_s));
    m_lineUp->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_lineUp->setAutoRaise(false);
    m_add->setObjectName(u"addLane"_s);
    m_add->setIcon(themeIcon(u"list-add"_s));
    m_add->setText(tr("Add lane"));
    m_add->setAccessibleName(tr("Add lane"));
    m_add->setToolTip(tr("Add a model to the line-up"));
    m_add->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_add->setAutoRaise(false);
    auto* group = new QButtonGroup(this);
    auto* segments = new QHBoxLayout;
    segments->setSpacing(2);
    for (QToolButton* button : std::as_const(m_segments)) {
        group->addButton(button);
        segments->addWidget(button);
    }
    m_toolRow->setSpacing(space::badge);
    m_status->setRole(FontRole::Small, &Theme::muted);
    m_status->setObjectName(u"runStatus"_s);
    m_status->setMinimumWidth(1); // cut rather than making the window wider
    m_stop->setObjectName(u"stopAll"_s);
    m_stop->setIcon(glyphIcon(Glyph::Stopped));
    m_stop->setKeys(actions.stopAll->shortcut());
    m_stop->hide();

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(space::page, 0, space::page, 0);
    row->setSpacing(space::control);
    row->addWidget(title);
    row->addSpacing(space::badge);
    row->addWidget(m_lineUp);
    row->addWidget(m_add);
    row->addSpacing(space::badge);
    row->addLayout(segments);
    row->addSpacing(space::badge);
    row->addLayout(m_toolRow);
    row->addStretch(1);
    row->addWidget(m_status);
    row->addWidget(m_stop);
    if (actions.palette != nullptr) {
        m_palette = new KeycapButton(tr("Commands"), this);
        m_palette->setObjectName(u"commands"_s);
        m_palette->setKeys(actions.palette->shortcut());
        m_palette->setFlat(true);
        connect(m_palette, &QPushButton::clicked, actions.palette, &QAction::trigger);
        row->addWidget(m_palette);
    }
    new BarHeight(this, space::toolbarHeight, 26);
    connect(m_lineUp, &QToolButton::clicked, this, &CompareBar::lineUpsRequested);
    connect(m_add, &QToolButton::clicked, actions.addLane, &QAction::trigger);
    connect(actions.addLane, &QAction::changed, this,
        [this, add = actions.addLane] { m_add->setEnabled(add->isEnabled()); });
    connect(m_stop, &QPushButton::clicked, actions.stopAll, &QAction::trigger);
}

QToolButton* CompareBar::segment(
    const QString& name, const QString& text, const QString& icon, LaneArrangement arrangement)
{
    auto* button = new QToolButton(this);
    button->setObjectName(name);
    button->setText(text);
    button->setAccessibleName(text);
    button->setToolTip(text);
    button->setIcon(themeIcon(icon));
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setCheckable(true);
    connect(button, &QToolButton::clicked, this, [this, arrangement] { Q_EMIT arrangementChosen(arrangement); });
    return button;
}

QToolButton* CompareBar::addTool(QAction* action, const QString& name, const QString& words)
{
    auto* button = new QToolButton(this);
    button->setObjectName(name);
    button->setText(words);
    button->setAccessibleName(words);
    const QString keys = action->shortcut().toString(QKeySequence::NativeText);
    button->setToolTip(keys.isEmpty() ? action->text() : u"%1 (%2)"_s.arg(action->text(), keys));
    button->setIcon(action->icon());
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setCheckable(action->isCheckable());
    button->setChecked(action->isChecked());
    button->setAutoRaise(false);
    connect(button, &QToolButton::clicked, action, &QAction::trigger);
    connect(action, &QAction::changed, button, [button, action] {
        button->setEnabled(action->isEnabled());
        button->setChecked(action->isChecked());
    });
    button->setEnabled(action->isEnabled());
    m_tools.append(button);
    m_toolRow->addWidget(button);
    fit();
    return button;
}

QWidget* CompareBar::addLaneButton() const
{
    return m_add;
}

void CompareBar::setStatus(const QString& status)
{
    m_status->setText(status);
}

void CompareBar::setRunning(bool running)
{
    m_stop->setVisible(running);
    if (m_palette != nullptr)
        m_palette->setVisible(!running);
}

void CompareBar::showArrangement(const LaneLayout& layout, LaneArrangement arrangement)
{
    const bool one = arrangement == LaneArrangement::Focus || arrangement == LaneArrangement::Tabs;
    const int index = one ? static_cast<int>(arrangement) - 1 : (layout.rows > 1 ? 1 : 0);
    m_segments.at(index)->setChecked(true);
}

// Words go first from the layouts, then from the rest, when the window is narrow.
void CompareBar::fit()
{
    const int em = fontMetrics().averageCharWidth();
    const bool roomy = width() >= 200 * em;
    const bool middling = width() >= 150 * em;
    const auto style = [](bool words) { return words ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly; };
    for (QToolButton* button : std::as_const(m_segments))
        button->setToolButtonStyle(style(roomy));
    for (QToolButton* button : std::as_const(m_tools))
        button->setToolButtonStyle(style(middling));
    m_add->setToolButtonStyle(style(middling));
}

void CompareBar::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fit();
}

void CompareBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(QRect(0, height() - 1, width(), 1), Theme::of(this).line);
}

} // namespace assay
