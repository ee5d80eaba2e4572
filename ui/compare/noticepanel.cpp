// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compare/noticepanel.h"

#include "ui/theme/icons.h"
#include "ui/widgets/mirrored.h"
#include "ui/widgets/plainlabel.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr int kGlyph = 18;

struct ActionLook {
    QString word;
    QString icon;
    QString name;
};

ActionLook lookOf(LaneAction action)
{
    switch (action) {
    case LaneAction::Retry: return {NoticePanel::tr("Retry lane"), u"view-refresh"_s, u"noticeRetry"_s};
    case LaneAction::RetryNow: return {NoticePanel::tr("Retry now"), u"view-refresh"_s, u"noticeRetryNow"_s};
    case LaneAction::Continue: return {NoticePanel::tr("Continue"), u"go-next"_s, u"noticeContinue"_s};
    case LaneAction::Stop: return {NoticePanel::tr("Stop"), {}, u"noticeStop"_s};
    }
    return {};
}

} // namespace

NoticePanel::NoticePanel(QWidget* parent)
    : QWidget(parent)
    , m_title(new PlainLabel({}, this))
    , m_body(new PlainLabel({}, this))
    , m_track(new QWidget(this))
    , m_actions(new QWidget(this))
    , m_actionRow(new QHBoxLayout(m_actions))
{
    setObjectName(u"laneNotice"_s);
    m_title->setObjectName(u"noticeTitle"_s);
    m_title->setRole(FontRole::BodyStrong);
    m_title->setWordWrap(true);
    m_body->setObjectName(u"noticeBody"_s);
    m_body->setWordWrap(true);
    m_body->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_track->setFixedHeight(4);
    m_actionRow->setContentsMargins(0, 4, 0, 0);
    auto* text = new QVBoxLayout;
    text->setSpacing(4);
    text->addWidget(m_title);
    text->addWidget(m_body);
    text->addWidget(m_track);
    text->addWidget(m_actions);
    auto* all = new QHBoxLayout(this);
    all->setContentsMargins(space::page, space::control + 2, space::section, space::control);
    all->addSpacing(kGlyph + 10);
    all->addLayout(text, 1);
    hide();
}

void NoticePanel::setNotice(const LaneNotice& notice, Glyph glyph, QColor Theme::* colour)
{
    m_glyph = glyph;
    m_colour = colour;
    if (notice != m_notice) {
        m_notice = notice;
        m_title->setText(notice.title);
        m_body->setText(notice.body);
        rebuildActions(notice.actions);
    }
    setProgress(-1);
    setVisible(!notice.isEmpty());
    update();
}

void NoticePanel::clear()
{
    setNotice({}, m_glyph, m_colour);
}

void NoticePanel::setProgress(double part)
{
    m_progress = part;
    if (m_track->isVisibleTo(this) != (part >= 0))
        m_track->setVisible(part >= 0);
    update();
}

void NoticePanel::rebuildActions(const QList<LaneAction>& actions)
{
    qDeleteAll(m_actions->findChildren<QPushButton*>());
    while (QLayoutItem* item = m_actionRow->takeAt(0))
        delete item;
    for (const LaneAction action : actions) {
        const ActionLook look = lookOf(action);
        auto* button = new QPushButton(look.word, m_actions);
        button->setObjectName(look.name);
        button->setAccessibleName(look.word);
        button->setAutoDefault(false);
        if (!look.icon.isEmpty())
            button->setIcon(themeIcon(look.icon));
        // Deleting the buttons inside their own signal is avoided by a queued call.
        connect(
            button, &QPushButton::clicked, this, [this, action] { Q_EMIT actionRequested(action); },
            Qt::QueuedConnection);
        m_actionRow->addWidget(button);
    }
    m_actionRow->addStretch(1);
    m_actions->setVisible(!actions.isEmpty());
}

void NoticePanel::paintEvent(QPaintEvent*)
{
    const Theme& theme = Theme::of(this);
    QPainter painter(this);
    const int y = m_title->geometry().top() + (qMin(m_title->height(), fontMetrics().height()) - kGlyph) / 2;
    paintGlyph(painter, mirrored(QRectF(space::page, y, kGlyph, kGlyph), this), m_glyph, theme.*m_colour);
    if (m_progress < 0)
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    QRectF track = m_track->geometry();
    painter.setBrush(theme.sunken);
    painter.drawRoundedRect(track, 2, 2);
    const double right = track.right();
    track.setWidth(track.width() * qBound(0.0, m_progress, 1.0));
    if (isRightToLeft())
        track.moveRight(right);
    painter.setBrush(theme.*m_colour);
    painter.drawRoundedRect(track, 2, 2);
}

} // namespace assay
