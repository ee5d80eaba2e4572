// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/settings/providerspage.h"

#include "ui/settings/addressdialog.h"
#include "ui/settings/keypanel.h"
#include "ui/settings/providerlist.h"
#include "ui/settings/providertests.h"
#include "ui/widgets/plainlabel.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QPainter>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

class Line final : public QWidget
{
public:
    explicit Line(QWidget* parent)
        : QWidget(parent)
    {
        setFixedHeight(1);
    }

protected:
    void paintEvent(QPaintEvent*) override { QPainter(this).fillRect(rect(), Theme::of(this).line); }
};

} // namespace

ProvidersPage::ProvidersPage(ProviderService* service, QWidget* parent)
    : QWidget(parent)
    , m_service(service)
    , m_tests(new ProviderTests(service, this))
{
    setObjectName(u"providersPage"_s);
    setAccessibleName(tr("Settings, providers and keys"));
    auto* inner = new QWidget;
    m_keys = new KeyPanel(service, m_tests, inner);
    m_list = new ProviderList(service, m_tests, inner);
    auto* boxes = new QVBoxLayout(inner);
    boxes->setContentsMargins(space::section, space::section, space::section, space::section);
    boxes->setSpacing(space::page);
    boxes->addWidget(m_keys);
    boxes->addWidget(m_list, 1);
    auto* scroll = new QScrollArea(this);
    scroll->setObjectName(u"providersScroll"_s);
    scroll->setAccessibleName(tr("Providers and keys"));
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidgetResizable(true);
    scroll->setWidget(inner);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(makeBar());
    all->addWidget(new Line(this));
    all->addWidget(scroll, 1);
    setFocusProxy(m_keys->findChild<QWidget*>(u"keyField"_s));

    connect(service, &ProviderService::changed, this, [this] {
        m_keys->refresh();
        m_list->refresh();
    });
    connect(m_keys, &KeyPanel::addressRequested, this, &ProvidersPage::addByAddress);
    connect(m_keys, &KeyPanel::keySaved, m_list, &ProviderList::select);
    connect(m_list, &ProviderList::keyWanted, m_keys, &KeyPanel::enterKeyFor);
}

QWidget* ProvidersPage::makeBar()
{
    auto* bar = new QWidget(this);
    auto* title = new PlainLabel(tr("Settings"), bar);
    title->setRole(FontRole::Title);
    auto* section = new PlainLabel(tr("Providers and keys"), bar);
    section->setRole(FontRole::Body, &Theme::muted);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(space::section, 0, space::section, 0);
    row->setSpacing(space::page);
    row->addWidget(title);
    row->addWidget(section);
    row->addStretch(1);
    bar->setFixedHeight(qMax(space::toolbarHeight, fontMetrics().height() + 26));
    return bar;
}

void ProvidersPage::addByAddress()
{
    auto* dialog
        = new AddressDialog([this](const Endpoint& endpoint) { return m_service->addEndpoint(endpoint); }, this);
    connect(dialog, &AddressDialog::added, this, &ProvidersPage::onAdded);
    dialog->open();
}

void ProvidersPage::onAdded(const Endpoint& endpoint)
{
    m_list->refresh();
    m_keys->refresh();
    m_list->select(endpoint.id);
    if (endpoint.auth != AuthScheme::None)
        m_keys->enterKeyFor(endpoint.id);
}

} // namespace assay
