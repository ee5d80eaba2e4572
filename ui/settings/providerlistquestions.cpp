// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of ProviderList that asks before it does something that cannot be taken back.
#include "ui/settings/confirmation.h"
#include "ui/settings/providerlist.h"
#include "ui/text/errorsentences.h"
#include "ui/widgets/plainlabel.h"

#include <QDesktopServices>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace assay {

void ProviderList::askRemoveKey()
{
    const ProviderRow* row = selected();
    if (row == nullptr)
        return;
    confirm(
        {.name = u"confirmRemoveKey"_s,
            .title = tr("Remove a key"),
            .question = tr("Remove the key of %1?").arg(plainQuote(row->endpoint.name, 60)),
            .detail
            = tr("It is kept in: %1. It can not be shown or restored afterwards.").arg(plainQuote(row->keySource, 120)),
            .yes = tr("Remove key")},
        this, [this, id = m_selectedId] {
            m_lastFindings.remove(id);
            m_service->removeKey(id);
        });
}

void ProviderList::askRemoveEndpoint()
{
    const ProviderRow* row = selected();
    if (row == nullptr)
        return;
    confirm({.name = u"confirmRemoveProvider"_s,
                .title = tr("Remove a provider"),
                .question = tr("Remove %1?").arg(plainQuote(row->endpoint.name, 60)),
                .detail = tr("Past runs keep its name and costs."),
                .yes = tr("Remove provider")},
        this, [this, id = m_selectedId] { removeEndpoint(id); });
}

void ProviderList::removeEndpoint(const QString& endpointId)
{
    const Result<void> removed = m_service->removeEndpoint(endpointId);
    m_problem->setText(removed ? QString() : tr("It was not removed: %1").arg(plainQuote(removed.error().detail)));
    if (removed)
        m_lastFindings.remove(endpointId);
    showDetails();
}

void ProviderList::askOpenKeyPage()
{
    const ProviderRow* row = selected();
    if (row == nullptr)
        return;
    const QUrl url(row->endpoint.keyUrl, QUrl::StrictMode);
    if (!url.isValid() || (url.scheme() != "https"_L1 && url.scheme() != "http"_L1)) {
        m_problem->setText(tr("The address of its key page is not a web address."));
        showDetails();
        return;
    }
    confirm({.name = u"confirmKeyPage"_s,
                .title = tr("Open a link"),
                .question
                = tr("Open the page where %1 makes keys in your browser?").arg(plainQuote(row->endpoint.name, 60)),
                .detail = QString::fromLatin1(url.toEncoded().left(400)),
                .yes = tr("Open")},
        this, [url] { QDesktopServices::openUrl(url); });
}

} // namespace assay
