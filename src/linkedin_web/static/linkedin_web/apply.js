// What does the careers page do with the profile that LinkedIn's button gives? It fills in what is empty, and sends the rest along.
// A plain script before LinkedIn's own: that one looks for the function by its name.

window.recruitFillIn = (profile, signature) => {
  const form = document.getElementById("apply-form");
  const fields = {
    first_name: profile.firstName,
    last_name: profile.lastName,
    email: profile.emailAddress,
    phone: profile.phoneNumber,
  };
  for (const [name, value] of Object.entries(fields)) {
    const field = form.elements[name];
    if (field && value && !field.value) field.value = value;
  }
  form.elements.outside_profile.value = JSON.stringify(profile);
  form.elements.outside_signature.value = signature || "";
  const said = document.getElementById("apply-with-linkedin-said");
  said.textContent = said.dataset.said;
};
