// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/gateway/testpanel.h"

#include "ui/settings/signlabel.h"
#include "ui/text/errorsentences.h"
#include "ui/text/formats.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/plainlabel.h"

#include <QGridLayout>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

QString costOf(const GatewayTestResult& result)
{
    if (result.simulated)
        return TestPanel::tr("simulated, nothing is billed");
    return result.cost ? Formats().exactMoney(*result.cost) : TestPanel::tr("cost unknown");
}

} // namespace

TestPanel::TestPanel(QWidget* parent)
    : QWidget(parent)
    , m_button(new QPushButton(themeIcon(u"media-playback-start"_s), tr("Send a test request"), this))
    , m_note(new PlainLabel({}, this))
    , m_sign(new SignLabel({}, this))
    , m_result(new PlainLabel({}, this))
    , m_text(new PlainLabel({}, this))
{
    setObjectName(u"testPanel"_s);
    m_button->setObjectName(u"gatewayTest"_s);
    m_button->setToolTip(
        tr("One small request through the gateway at its address, as a tool would send it. It is kept in History, "
           "marked as a test."));
    m_note->setObjectName(u"gatewayTestNote"_s);
    m_note->setRole(FontRole::Small, &Theme::muted);
    m_note->setWordWrap(true);
    m_result->setObjectName(u"gatewayTestResult"_s);
    m_result->setWordWrap(true);
    m_text->setRole(FontRole::Small, &Theme::muted);
    m_text->setWordWrap(true);
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, space::badge, 0, 0);
    grid->setHorizontalSpacing(space::badge);
    grid->setVerticalSpacing(space::badge);
    grid->addWidget(m_button, 0, 0, 1, 2, Qt::AlignLeft);
    grid->addWidget(m_note, 1, 0, 1, 2);
    grid->addWidget(m_sign, 2, 0, Qt::AlignTop);
    grid->addWidget(m_result, 2, 1);
    grid->addWidget(m_text, 3, 1);
    grid->setColumnStretch(1, 1);
    for (QWidget* part :
        {static_cast<QWidget*>(m_sign), static_cast<QWidget*>(m_result), static_cast<QWidget*>(m_text)})
        part->setVisible(false);
    connect(m_button, &QPushButton::clicked, this, &TestPanel::testWanted);
    refresh();
}

void TestPanel::setAsked(const QString& model, const QString& key)
{
    m_model = model;
    m_keyName = key;
    refresh();
}

void TestPanel::setOpen(bool isOn)
{
    m_isOpen = isOn;
    refresh();
}

void TestPanel::refresh()
{
    m_button->setEnabled(m_isOpen && !m_isRunning && !m_model.isEmpty());
    const QString model = plainQuote(m_model, 60);
    if (!m_isOpen)
        m_note->setText(tr("when the gateway is on"));
    else if (m_model.startsWith("sandbox/"_L1))
        m_note->setText(tr("%1: simulated, free").arg(model));
    else
        m_note->setText(m_keyName.isEmpty()
                ? tr("%1: costs what a short answer costs").arg(model)
                : tr("%1, as “%2”: costs what a short answer costs").arg(model, plainQuote(m_keyName, 40)));
}

void TestPanel::showRunning()
{
    m_isRunning = true;
    m_sign->setVisible(false);
    m_text->setVisible(false);
    m_result->setVisible(true);
    m_result->setText(tr("Test under way …"));
    refresh();
}

void TestPanel::showResult(const GatewayTestResult& result)
{
    m_isRunning = false;
    const bool works = result.failure.isEmpty();
    m_sign->setSign(
        {.glyph = works ? Glyph::Ticked : Glyph::Crossed, .icon = {}, .colour = works ? &Theme::good : &Theme::bad});
    m_result->setText(works ? tr("Test: %1 answered by %2 in %3, %4")
                                  .arg(plainQuote(result.model, 60), plainQuote(result.servedBy, 40),
                                      Formats().duration(result.duration), costOf(result))
                            : tr("Test failed: %1").arg(plainQuote(result.failure)));
    m_text->setText(works ? u"“%1”"_s.arg(plainQuote(result.text)) : QString());
    m_sign->setVisible(true);
    m_result->setVisible(true);
    m_text->setVisible(works && !result.text.isEmpty());
    refresh();
}

} // namespace assay
