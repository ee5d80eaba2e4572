// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compare/diffview.h"

#include "ui/compare/diffstrip.h"
#include "ui/compare/difftext.h"
#include "ui/text/formats.h"
#include "ui/theme/icons.h"
#include "ui/widgets/plainlabel.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QPainter>
#include <QScrollArea>
#include <QScrollBar>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr int kPanelWidth = 270;

QToolButton* makeButton(const QString& name, const QString& words, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setObjectName(name);
    button->setText(words);
    button->setAccessibleName(words);
    return button;
}

} // namespace

DiffView::DiffView(QWidget* parent)
    : QWidget(parent)
    , m_bar(new QWidget(this))
    , m_leftChoice(new QComboBox(this))
    , m_rightChoice(new QComboBox(this))
    , m_units(new QButtonGroup(this))
    , m_ignoreCase(new QCheckBox(tr("Ignore case"), this))
    , m_position(new PlainLabel({}, this))
    , m_left(new DiffText(DiffText::Side::Left, this))
    , m_right(new DiffText(DiffText::Side::Right, this))
    , m_strip(new DiffStrip(this))
    , m_share(new PlainLabel({}, this))
    , m_counts(new PlainLabel({}, this))
    , m_numbers(new PlainLabel({}, this))
    , m_settings(new PlainLabel({}, this))
{
    setObjectName(u"diffView"_s);
    makeBar();
    auto* row = new QHBoxLayout;
    row->setSpacing(0);
    makeSides(row);
    m_panel = new QScrollArea(this); // a low window scrolls it
    m_panel->setFrameShape(QFrame::NoFrame);
    m_panel->setFocusPolicy(Qt::NoFocus);
    m_panel->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_panel->setWidgetResizable(true);
    m_panel->setFixedWidth(kPanelWidth);
    m_panel->setWidget(makePanel());
    m_panel->viewport()->setAutoFillBackground(false);
    m_panel->widget()->setAutoFillBackground(false);
    row->addWidget(m_panel);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(m_bar);
    all->addLayout(row, 1);
}

void DiffView::makeBar()
{
    auto* row = new QHBoxLayout(m_bar);
    row->setContentsMargins(space::page, space::badge, space::page, space::badge);
    row->setSpacing(space::badge);
    const std::pair<const char16_t*, QString> units[]
        = {{u"diffWords", tr("Words")}, {u"diffLines", tr("Lines")}, {u"diffJson", tr("JSON")}};
    int id = 0;
    for (const auto& [name, words] : units) {
        QToolButton* button = makeButton(QString::fromUtf16(name), words, m_bar);
        button->setCheckable(true);
        m_units->addButton(button, id++);
        row->addWidget(button);
    }
    m_ignoreCase->setObjectName(u"diffIgnoreCase"_s);
    m_ignoreCase->setAccessibleName(m_ignoreCase->text());
    row->addWidget(m_ignoreCase);
    row->addStretch(1);
    QToolButton* back = makeButton(u"diffBack"_s, tr("Change before"), m_bar);
    back->setIcon(themeIcon(u"go-up"_s));
    back->setToolTip(tr("Change before (Shift+F3)"));
    QToolButton* forward = makeButton(u"diffForward"_s, tr("Next change"), m_bar);
    forward->setIcon(themeIcon(u"go-down"_s));
    forward->setToolTip(tr("Next change (F3)"));
    QToolButton* close = makeButton(u"diffClose"_s, tr("Close the diff"), m_bar);
    close->setIcon(themeIcon(u"window-close"_s));
    for (QToolButton* button : {back, forward, close})
        button->setToolButtonStyle(Qt::ToolButtonIconOnly);
    m_position->setObjectName(u"diffPosition"_s);
    m_position->setRole(FontRole::Small, &Theme::muted);
    for (QWidget* widget : std::initializer_list<QWidget*>{back, m_position, forward, close})
        row->addWidget(widget);
    connect(m_units, &QButtonGroup::idClicked, this, [this] {
        m_unitByPerson = true;
        compare();
    });
    connect(m_ignoreCase, &QCheckBox::toggled, this, &DiffView::compare);
    connect(back, &QToolButton::clicked, this, [this] { step(-1); });
    connect(forward, &QToolButton::clicked, this, [this] { step(1); });
    connect(close, &QToolButton::clicked, this, &DiffView::closed);
}

void DiffView::makeSides(QHBoxLayout* row)
{
    const auto side = [&](QComboBox* choice, DiffText* text, const QString& name, const QString& words) {
        choice->setObjectName(u"diff%1Choice"_s.arg(name));
        choice->setAccessibleName(words);
        choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        text->setObjectName(u"diff%1"_s.arg(name));
        text->setAccessibleName(words);
        auto* column = new QVBoxLayout;
        column->setSpacing(0);
        auto* head = new QHBoxLayout;
        head->setContentsMargins(space::page, space::badge, space::page, space::badge);
        head->addWidget(choice);
        column->addLayout(head);
        column->addWidget(text, 1);
        row->addLayout(column, 1);
    };
    side(m_leftChoice, m_left, u"Left"_s, tr("Answer on the left"));
    row->addWidget(m_strip);
    side(m_rightChoice, m_right, u"Right"_s, tr("Answer on the right"));
    for (QComboBox* choice : {m_leftChoice, m_rightChoice}) {
        connect(choice, &QComboBox::activated, this, [this] {
            m_unitByPerson = false;
            compare();
        });
    }
    connect(m_strip, &DiffStrip::chosen, this, [this](int change) { step(change - m_change); });
    linkScroll(m_left, m_right);
    linkScroll(m_right, m_left);
}

// In proportion, as both sides say much the same.
void DiffView::linkScroll(DiffText* from, DiffText* to)
{
    connect(from->verticalScrollBar(), &QScrollBar::valueChanged, this, [this, from, to](int value) {
        if (m_following || (QGuiApplication::keyboardModifiers() & Qt::ShiftModifier))
            return;
        m_following = true;
        const int maximum = from->verticalScrollBar()->maximum();
        if (maximum > 0)
            to->verticalScrollBar()->setValue(qRound(1.0 * value / maximum * to->verticalScrollBar()->maximum()));
        m_following = false;
    });
}

QWidget* DiffView::makePanel()
{
    auto* panel = new QWidget(this);
    panel->setObjectName(u"diffPanel"_s);
    auto* column = new QVBoxLayout(panel);
    column->setContentsMargins(space::page, space::page, space::page, space::page);
    column->setSpacing(space::badge);
    const auto heading = [&](const QString& words) {
        auto* label = new PlainLabel(words, panel);
        label->setRole(FontRole::BodyStrong);
        column->addSpacing(space::control);
        column->addWidget(label);
    };
    heading(tr("Same or different?"));
    m_share->setObjectName(u"diffShare"_s);
    m_share->setRole(FontRole::Verdict);
    m_counts->setRole(FontRole::Small, &Theme::muted);
    m_counts->setObjectName(u"diffCounts"_s);
    column->addWidget(m_share);
    column->addWidget(m_counts);
    heading(tr("Numbers that differ"));
    m_numbers->setObjectName(u"diffNumbers"_s);
    column->addWidget(m_numbers);
    heading(tr("Figures"));
    m_figures = new QGridLayout;
    m_figures->setHorizontalSpacing(space::control);
    m_figures->setVerticalSpacing(space::badge);
    column->addLayout(m_figures);
    heading(tr("Settings"));
    m_settings->setObjectName(u"diffSettings"_s);
    column->addWidget(m_settings);
    for (PlainLabel* label : {m_counts, m_numbers, m_settings, m_share})
        label->setWordWrap(true);
    column->addStretch(1);
    m_votes = new QWidget(panel);
    auto* votes = new QHBoxLayout(m_votes);
    votes->setContentsMargins(0, 0, 0, 0);
    votes->setSpacing(space::badge);
    const std::tuple<const char16_t*, QString, Verdict> buttons[]
        = {{u"diffVoteLeft", tr("Left is better"), Verdict::First}, {u"diffVoteTie", tr("Tie"), Verdict::Tie},
            {u"diffVoteRight", tr("Right is better"), Verdict::Second}};
    for (const auto& [name, words, verdict] : buttons) {
        QToolButton* button = makeButton(QString::fromUtf16(name), words, m_votes);
        connect(button, &QToolButton::clicked, this, [this, verdict = verdict] { Q_EMIT voted(verdict); });
        votes->addWidget(button);
    }
    column->addWidget(m_votes);
    return panel;
}

int DiffView::leftIndex() const
{
    return m_leftChoice->currentIndex();
}

int DiffView::rightIndex() const
{
    return m_rightChoice->currentIndex();
}

void DiffView::setSettingsVerdict(const QString& words, bool confounded)
{
    m_settings->setText(words);
    m_settings->setRole(FontRole::Body, confounded ? &Theme::warn : &Theme::text);
}

void DiffView::setCandidates(const QList<DiffCandidate>& candidates)
{
    const int left = m_leftChoice->currentIndex();
    const int right = m_rightChoice->currentIndex();
    m_candidates = candidates;
    for (QComboBox* choice : {m_leftChoice, m_rightChoice}) {
        choice->clear();
        for (const DiffCandidate& candidate : candidates)
            choice->addItem(candidate.letter + u"  "_s + candidate.name);
    }
    choose(left, right);
}

void DiffView::choose(int left, int right)
{
    const int count = static_cast<int>(m_candidates.size());
    m_leftChoice->setCurrentIndex(left >= 0 && left < count ? left : std::min(0, count - 1));
    m_rightChoice->setCurrentIndex(right >= 0 && right < count ? right : std::min(1, count - 1));
    m_unitByPerson = false;
    compare();
}

void DiffView::compare()
{
    const int left = m_leftChoice->currentIndex();
    const int right = m_rightChoice->currentIndex();
    if (left < 0 || right < 0)
        return;
    const DiffCandidate& a = m_candidates.at(left);
    const DiffCandidate& b = m_candidates.at(right);
    if (!m_unitByPerson)
        m_units->button(static_cast<int>(fittingUnit(a.text, b.text)))->setChecked(true);
    const auto unit = static_cast<DiffUnit>(m_units->checkedId());
    m_diff = diffTexts(a.text, b.text, {.unit = unit, .ignoreCase = m_ignoreCase->isChecked()});
    if (m_diff.unit != unit)
        m_units->button(static_cast<int>(m_diff.unit))->setChecked(true);
    m_left->setSide(m_diff.left, m_diff.unit, a.lane);
    m_right->setSide(m_diff.right, m_diff.unit, b.lane);
    m_change = -1;
    // Once the texts have their width.
    QTimer::singleShot(0, this, &DiffView::showSpans);
    showFigures();
    step(0);
}

void DiffView::step(int step)
{
    const int count = m_diff.changes;
    if (step != 0 && count > 0)
        m_change = ((m_change < 0 && step < 0 ? 0 : m_change) + step + count) % count;
    m_position->setText(
        m_change < 0 ? tr("%n changes", nullptr, count) : tr("change %1 of %2").arg(m_change + 1).arg(count));
    m_following = true;
    m_left->showChange(m_change);
    m_right->showChange(m_change);
    m_following = false;
}

void DiffView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    QTimer::singleShot(0, this, &DiffView::showSpans);
}

void DiffView::showSpans()
{
    if (leftIndex() < 0 || rightIndex() < 0)
        return;
    m_strip->setSpans(
        m_left->spans(), m_candidates.at(leftIndex()).lane, m_right->spans(), m_candidates.at(rightIndex()).lane);
}

void DiffView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(QRect(0, m_bar->height() - 1, width(), 1), Theme::of(this).line);
    painter.fillRect(QRect(m_panel->x(), m_bar->height(), 1, height()), Theme::of(this).line);
}

} // namespace assay
