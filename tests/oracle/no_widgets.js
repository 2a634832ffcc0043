// Enketo's widgets draw; here nothing is looked at.
export default [];
